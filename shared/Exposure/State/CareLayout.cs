using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.State;

/// <summary>The members of an encoded device record that concern its care: what it forwards, its firewall, disputes, offboarding.</summary>
internal static class CareLayout
{
    public static void Write(StateWriter w, DeviceState state)
    {
        w.Rows("f", state.Forwards.Items, f =>
        {
            NetworkLayout.Write(w, f.Key.Path);
            w.Text(f.Key.Address?.ToString());
            w.Sighting(f.Value);
        });
        if (state.Firewall is { } firewall)
        {
            Write(w, firewall);
        }

        w.Rows("d", state.Disputes.Items, d => Write(w, d.Key, d.Value));
        w.Rows<DateTimeOffset>("x", state.OffboardedAt is { } at ? [at] : [], x => w.Time(x));
    }

    public static KeyValuePair<ForwardKey, Sighting> ReadForward(ref StateReader r)
    {
        var path = NetworkLayout.ReadForwardingPath(ref r);
        IpAddress? address = r.TextOrNull() is not { } text ? null : IpAddress.TryParse(text, out var parsed) ? parsed : throw r.Unexpected();
        return KeyValuePair.Create(new ForwardKey(path, address), r.Sighting());
    }

    // The first row is about the snapshot, the others are its rules.
    public static FirewallRegister ReadFirewall(ref StateReader r)
    {
        (DateTimeOffset At, bool IsComplete, string Source)? about = null;
        var rules = new List<AllowingRule>();
        _ = r.Rows((ref StateReader row) =>
        {
            if (about is null)
            {
                about = (row.Time(), row.FlagOrNull() is true, row.Text());
            }
            else
            {
                rules.Add(new(row.Text(), (Transport?)row.NumberOrNull(), (ushort)row.Number(), (ushort)row.Number(), row.TextOrNull()));
            }

            return 0;
        });
        return about is { } known ? new(known.At, new(rules, known.IsComplete, known.Source)) : throw r.Unexpected();
    }

    public static KeyValuePair<string, Dispute> ReadDispute(ref StateReader r)
    {
        var report = r.Id();
        return KeyValuePair.Create(report, new Dispute(ReadReport(ref r, report), ReadReview(ref r, report)));
    }

    private static void Write(StateWriter w, FirewallRegister firewall)
    {
        var rows = new AllowingRule?[] { null }.Concat(firewall.Value.Rules);
        w.Rows("w", rows, rule =>
        {
            if (rule is null)
            {
                w.Time(firewall.At);
                w.Flag(firewall.Value.IsComplete);
                w.Text(firewall.Value.Source);
                return;
            }

            w.Text(rule.Name);
            w.NumberOrNull((int?)rule.Transport);
            w.Number(rule.FromPort);
            w.Number(rule.ToPort);
            w.Text(rule.Program);
        });
    }

    private static void Write(StateWriter w, string report, Dispute dispute)
    {
        w.Id(report);
        w.Time(dispute.Report?.At);
        if (dispute.Report?.Value is { } reported)
        {
            w.Flag(reported.Scope is not null);
            w.NumberOrNull((int?)reported.Scope?.Transport);
            w.NumberOrNull(reported.Scope?.Port);
            w.Text(reported.CorrectValue);
            w.Text(reported.Comment);
            w.Text(reported.Email);
            w.Text(reported.By);
        }

        w.Time(dispute.Review?.At);
        if (dispute.Review?.Value is { } review)
        {
            w.Flag(review.IsApproved);
            w.Time(review.Until);
            w.Text(review.Comment);
            w.Text(review.By);
        }
    }

    private static ReportRegister? ReadReport(ref StateReader r, string report)
    {
        if (r.TimeOrNull() is not { } at)
        {
            return null;
        }

        var isScoped = r.FlagOrNull() is true;
        var scope = new DisputeScope((Transport?)r.NumberOrNull(), (ushort?)r.NumberOrNull());
        return new(at, new(report, isScoped ? scope : null, r.TextOrNull(), r.TextOrNull(), r.TextOrNull(), r.Text(), at));
    }

    private static ReviewRegister? ReadReview(ref StateReader r, string report) => r.TimeOrNull() is not { } at
        ? null
        : new(at, new(report, r.FlagOrNull() is true, r.TimeOrNull(), r.TextOrNull(), r.Text(), at));
}
