namespace ExposurePipeline.Hunting.Functions;

/// <summary>Functions of the language that are not evaluated here: a query that uses one is right, and still refused by name.</summary>
internal static class LanguageNames
{
    public static IReadOnlySet<string> NotEvaluated { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "cluster", "database", "table", "external_table", "materialized_view", "entity_group", "stored_query_result", "graph", "parse_user_agent", "rand", "new_guid", "estimate_data_size", "hash_combine", "hash_many", "row_rank", "row_id", "rowstore_ordinal_range",
        "series_fit_2lines", "series_fit_2lines_dynamic", "series_fit_poly", "series_periods_detect", "series_periods_validate", "series_decompose_forecast",
        "current_cluster_endpoint", "current_database", "current_principal", "current_principal_details", "current_principal_is_member_of", "current_node_id", "current_cursor", "cursor_after", "cursor_before_or_at", "cursor_current",
        "extent_id", "extentid", "extent_tags", "labels", "node_id", "node_degree_in", "node_degree_out", "inner_nodes", "all", "any", "map", "geo_info_from_ip_address",
    };
}
