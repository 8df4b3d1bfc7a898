using System.Text.Json;

namespace ExposurePipeline.Exposure.Events.Encoding;

/// <summary>Observations that are made of devices as a whole: by inventories, firewalls and people.</summary>
internal static class DecisionWriter
{
    public static void Profile(Utf8JsonWriter json, ProfileSeen seen)
    {
        json.WriteString("o"u8, "profile"u8);
        json.WriteStartObject("profile"u8);
        Members(json, seen.Profile);
        json.WriteEndObject();
        json.Time("at"u8, seen.At);
    }

    public static void Merged(Utf8JsonWriter json, DeviceMerged merged)
    {
        json.WriteString("o"u8, "merged"u8);
        json.Text("survivor"u8, merged.Survivor.Value);
        json.Time("at"u8, merged.At);
    }

    public static void Firewall(Utf8JsonWriter json, FirewallSeen firewall)
    {
        json.WriteString("o"u8, "firewall"u8);
        json.WriteStartArray("rules"u8);
        foreach (var rule in firewall.Rules)
        {
            json.WriteStartObject();
            json.Text("name"u8, rule.Name);
            json.Transport(rule.Transport);
            json.WriteNumber("fromPort"u8, rule.FromPort);
            json.WriteNumber("toPort"u8, rule.ToPort);
            json.Text("program"u8, rule.Program);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Time("at"u8, firewall.At);
        json.Text("source"u8, firewall.Source);
    }

    public static void Offboarded(Utf8JsonWriter json, DeviceOffboarded offboarded)
    {
        json.WriteString("o"u8, "offboarded"u8);
        json.Time("at"u8, offboarded.At);
        json.Text("by"u8, offboarded.By);
        json.Text("comment"u8, offboarded.Comment);
    }

    public static void Reported(Utf8JsonWriter json, InaccuracyReported reported)
    {
        json.WriteString("o"u8, "reported"u8);
        json.Text("report"u8, reported.Report);
        Scope(json, reported.Scope);
        json.Text("correctValue"u8, reported.CorrectValue);
        json.Text("comment"u8, reported.Comment);
        json.Text("email"u8, reported.Email);
        json.Text("by"u8, reported.By);
        json.Time("at"u8, reported.At);
    }

    public static void Reviewed(Utf8JsonWriter json, InaccuracyReviewed reviewed)
    {
        json.WriteString("o"u8, "reviewed"u8);
        json.Text("report"u8, reviewed.Report);
        json.WriteBoolean("isApproved"u8, reviewed.IsApproved);
        json.Time("until"u8, reviewed.Until);
        json.Text("comment"u8, reviewed.Comment);
        json.Text("by"u8, reviewed.By);
        json.Time("at"u8, reviewed.At);
    }

    private static void Members(Utf8JsonWriter json, DeviceProfile profile)
    {
        json.Text("name"u8, profile.Name);
        json.Text("platform"u8, profile.Platform);
        json.Text("osVersion"u8, profile.OsVersion);
        json.Text("group"u8, profile.Group);
        json.Text("onboardingStatus"u8, profile.OnboardingStatus);
        json.Text("healthStatus"u8, profile.HealthStatus);
        json.Text("deviceType"u8, profile.DeviceType);
        json.Text("deviceValue"u8, profile.DeviceValue);
        json.Text("exposureLevel"u8, profile.ExposureLevel);
        json.Text("aadDeviceId"u8, profile.AadDeviceId);
        Tags(json, profile.Tags);
        json.Text("cloudResourceId"u8, profile.CloudResourceId);
        if (profile.IsInternetFacing is { } isInternetFacing)
        {
            json.WriteBoolean("isInternetFacing"u8, isInternetFacing);
        }

        if (profile.ReportId is { } report)
        {
            json.WriteNumber("reportId"u8, report);
        }
    }

    private static void Tags(Utf8JsonWriter json, IReadOnlyList<string> tags)
    {
        json.WriteStartArray("tags"u8);
        foreach (var tag in tags)
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
    }

    private static void Scope(Utf8JsonWriter json, DisputeScope? scope)
    {
        if (scope is not { } part)
        {
            return;
        }

        json.WriteStartObject("scope"u8);
        json.Transport(part.Transport);
        if (part.Port is { } port)
        {
            json.WriteNumber("port"u8, port);
        }

        json.WriteEndObject();
    }
}
