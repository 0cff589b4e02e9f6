// The page is in Chinese where the person reads Chinese, else in English.

document.documentElement.lang = navigator.languages.some((one) => one.startsWith("zh")) ? "zh-CN" : "en";
