namespace ExposurePipeline.Hunting.Syntax;

/// <summary>Words of the language that are no names unless they stand in brackets: ['title'].</summary>
internal static class ReservedWords
{
    private static readonly HashSet<string> Nowhere = Words(
        """
        and anomalychart areachart asc bagexpansion barchart between boolean byte cachingpolicy callout cancel card char columnchart contains_cs containscs cycles dataexport datascope date datetime
        decimal decodeblocks desc double dynamic encodingpolicy endswith endswith_cs expandoutput extent_tags_retention external_data first flags float force_remote harddelete hardretention has_all
        has_any has_cs hasprefix hasprefix_cs hassuffix hassuffix_cs hotcache int int16 int32 int64 int8 isfuzzy journal ladderchart last like likecs linechart long missing nooptimization notcontains
        notcontainscs notlike notlikecs or others pathformat piechart pivotchart project queries query_results real relaxed restricted_view_access row_level_security rowstore rowstore_references
        rowstore_sealinfo rowstorepolicy rowstores scatterchart seal seals shards simple softdelete softretention stackedareachart startswith startswith_cs statistics storedqueryresultcontainers string
        tablepurge time timechart timeline timepivot timespan treemap uint uint16 uint32 uint64 uint8 ulong union uniqueid unrestrictedviewers views with_itemindex with_match_id with_step_name writeaheadlog
        """);

    private static readonly HashSet<string> NotNamed = Words(
        """
        accumulate as by contains datatable earliest externaldata find has in invoke latest materialize mdm of print sample search set sql title to toscalar totable verbose viewers where
        """);

    /// <summary>Whether a column or value can be given this name.</summary>
    public static bool CanBeGiven(string name) => !Nowhere.Contains(name) && name is not ("has" or "true" or "false");

    /// <summary>Whether an expression can name a column, value or property by it.</summary>
    public static bool CanBeNamed(string name) => !Nowhere.Contains(name) && !NotNamed.Contains(name);

    private static HashSet<string> Words(string text) => new(text.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
