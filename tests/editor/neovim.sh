#!/bin/sh
# `jixiao lsp` in Neovim: the program is the argument, and a folder for scratch files.
set -eu
folder="$2/editor"
mkdir -p "$folder"
cat > "$folder/甲.yaml" <<'END'
项目名称:   青年服务
年度: 2026
计划开始日期: 2026-01-01
计划完成日期: 2026-12-31
项目类别: 特定目标类
主管部门: 示例市科学技术协会
实施单位: 示例市科技服务中心
年度资金:
  当年财政拨款: 99
年度总体目标: 举办活动５０场😀，服务青年。
绩效指标:
  成本指标: {经济成本指标: {总成本: ≤99元}}
  产出指标: {数量指标: {场次: ≥50场}}
  效益指标: {社会效益指标: {影响力: 有所提升}}
  满意度指标: {服务对象满意度指标: {听众满意度: ≥90%}}
END
: > "$folder/jixiao.yaml"
JIXIAO=$(realpath "$1") FOLDER="$folder" timeout 120 nvim --headless -u NONE -n -S "$(dirname "$0")/neovim.lua"
echo "neovim: findings, fix, completion, hover and order as they should be"
