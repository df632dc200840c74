"""Pay rows that an enterprise brings in: the file, the match of its headings, the job that checks it, the rows as they are kept."""
