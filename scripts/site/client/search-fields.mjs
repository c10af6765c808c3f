/** How the search is set up: the same when the index is made and when it is asked. */
export const SEARCH = {
  fields: ["title", "text", "page"],
  storeFields: ["title", "page"],
  searchOptions: { boost: { title: 3, page: 2 }, prefix: true, fuzzy: 0.15 },
};
