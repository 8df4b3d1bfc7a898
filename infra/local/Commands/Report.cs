using System.Globalization;
using Spectre.Console;

namespace ExposurePipeline.Local.Commands;

/// <summary>The tables that commands print.</summary>
internal static class Report
{
    /// <summary>One row per evidence; a device without evidence has one row.</summary>
    public static Table Devices(IReadOnlyList<Machine> machines)
    {
        var table = New($"{machines.Count} device(s)", "Device", "Internet-facing", "Reason", "Transport", "Local", "Public", "Cause", "Last seen");
        foreach (var machine in machines)
        {
            var device = machine.Name;
            var flag = $"{(machine.IsInternetFacing ? "yes" : "no")}, {machine.State}";
            foreach (var e in machine.Evidence)
            {
                Add(table, device, flag, e.Reason, e.Transport, e.Local, e.Public, e.Cause, e.LastSeen);
                (device, flag) = ("", "");
            }

            if (device.Length > 0)
                Add(table, device, flag, "", "", "", "", "", "");
        }

        return table;
    }

    /// <summary>Cloud resources, one row each.</summary>
    public static Table Resources(IReadOnlyList<CloudResource> resources)
    {
        var table = New($"{resources.Count} resource(s)", "Resource", "Cloud", "Kind", "Verdict", "Configured", "Reachable", "Entrances", "Problems");
        foreach (var each in resources)
        {
            Add(table, each.Name, each.Cloud, each.Kind, each.Verdict, $"{each.Configured}{(each.Width.Length > 0 ? $", {each.Width}" : "")}",
                string.Join(' ', each.Ports), string.Join(' ', each.Entrances), each.HasProblems ? "yes" : "");
        }

        return table;
    }

    /// <summary>Tag changes in the order of arrival.</summary>
    public static Table TagChanges(IReadOnlyList<TopicMessage> changes)
    {
        var table = New($"{changes.Count} message(s) from a subscription of topic tag-changes", "Time", "Type", "Device", "Reasons", "Message id");
        foreach (var change in changes)
            Add(table, change.Time, change.Type, change.Name.Length > 0 ? change.Name : change.Subject, change.Reasons, change.Id);
        return table;
    }

    /// <summary>Events that were set aside.</summary>
    public static Table Rejected(IReadOnlyList<RejectedRow> rows)
    {
        var table = New($"{rows.Count} rejected record(s)", "Id", "Reason", "Detail", "Bytes");
        foreach (var row in rows)
            Add(table, row.Id, row.Reason, row.Detail, row.BodyLength.ToString("N0", CultureInfo.InvariantCulture));
        return table;
    }

    private static Table New(string title, params string[] columns)
    {
        var table = new Table().Title(Markup.Escape(title)).Border(TableBorder.Simple);
        foreach (var column in columns)
            table.AddColumn(column);
        return table;
    }

    private static void Add(Table table, params string[] cells) => table.AddRow(cells.Select(PlainText.Markup).ToArray());
}
