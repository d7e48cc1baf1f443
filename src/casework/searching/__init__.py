"""查找个人诉求: a person's appeals are looked for with a purpose, and every search is a fact."""
