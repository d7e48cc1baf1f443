"""查找个人诉求: which appeals did one person raise, and who looked for them?"""
