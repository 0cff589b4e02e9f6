-- Neovim as a client of `jixiao lsp`: opens a project, waits for findings, has one mended, types
-- and completes. Says what is wrong and leaves with 1.
local program, folder = vim.env.JIXIAO, vim.env.FOLDER

local function fail(what)
  io.stderr:write('neovim: ' .. what .. '\n')
  vim.cmd('cquit 1')
end

local function wait(what, holds)
  if not vim.wait(20000, holds, 20) then fail('in vain waited for ' .. what) end
end

local function codes()
  local found = {}
  for _, finding in ipairs(vim.diagnostic.get(0)) do
    found[finding.code or (finding.user_data and finding.user_data.lsp.code) or '?'] = true
  end
  return found
end

local function main()
  vim.cmd('edit ' .. vim.fn.fnameescape(folder .. '/甲.yaml'))
  local client = vim.lsp.start_client({ name = 'jixiao', cmd = { program, 'lsp', '--lang', 'zh' }, root_dir = folder })
  if not client then fail('the server did not start') end
  vim.lsp.buf_attach_client(0, client)
  wait('findings', function() return codes()['full-width'] and codes()['small-amount'] end)

  local function ask(method, params)
    local answers, why = vim.lsp.buf_request_sync(0, method, params, 20000)
    local answer = answers and answers[client]
    if not answer or answer.err then fail(method .. ': ' .. vim.inspect(why or answer)) end
    return answer.result
  end

  -- The fix of all that is beyond doubt.
  local last = vim.api.nvim_buf_line_count(0)
  local params = vim.lsp.util.make_given_range_params({ 1, 0 }, { last, 0 })
  params.context = { diagnostics = {}, only = { 'source.fixAll' } }
  local actions = ask('textDocument/codeAction', params)
  if #actions ~= 1 then fail('fixes: ' .. vim.inspect(actions)) end
  vim.lsp.util.apply_workspace_edit(actions[1].edit, vim.lsp.get_client_by_id(client).offset_encoding)
  wait('the fix', function() return not codes()['full-width'] end)

  -- A key, its completion and what it is.
  vim.api.nvim_buf_set_lines(0, 1, 1, false, { '项目性质: ' })
  vim.api.nvim_win_set_cursor(0, { 2, #'项目性质: ' })
  local place = vim.lsp.util.make_position_params(0, vim.lsp.get_client_by_id(client).offset_encoding)
  place.position.character = 6
  local items = ask('textDocument/completion', place)
  local labels = {}
  for _, item in ipairs(items.items or items) do labels[item.label] = true end
  if not labels['其他一次性项目'] then fail('candidates: ' .. vim.inspect(items)) end
  place.position.character = 1
  local hover = ask('textDocument/hover', place)
  if not hover or not hover.contents.value:find('项目性质', 1, true) then fail('hover: ' .. vim.inspect(hover)) end

  -- In order.
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ timeout_ms = 20000 })
  else
    vim.lsp.buf.formatting_sync(nil, 20000)
  end
  wait('order', function() return vim.api.nvim_buf_get_lines(0, 0, 1, false)[1] == '年度: 2026' end)
end

local sound, why = pcall(main)
if not sound then fail(why) end
vim.cmd('qall!')
