using System.Diagnostics;
using System.Text.Json;

namespace ExposurePipeline.Exposure.Events.Encoding;

/// <summary>Writes the kind and the members of an observation; those that only people or firewalls make are in <see cref="DecisionWriter"/>, those of clouds in <see cref="CloudWriter"/>.</summary>
internal static class ObservationWriter
{
    /// <summary>Writes them into an object that has been started.</summary>
    public static void Write(Utf8JsonWriter json, Observation observation)
    {
        switch (observation)
        {
            case EvidenceSeen seen: Evidence(json, seen); break;
            case ListenerSeen seen: Listener(json, seen); break;
            case AddressSeen seen: Address(json, seen); break;
            case PortAnswered answered: Answered(json, answered); break;
            case DeviceBehind behind: Behind(json, behind); break;
            case ConnectionAccepted accepted: Accepted(json, accepted); break;
            case ProbeReceived probed: Probed(json, probed); break;
            case ProbeSeen probe: Probe(json, probe); break;
            case PortForwarded forwards: Forwards(json, forwards); break;
            case PathMapped mapped: Mapped(json, mapped); break;
            case AnswerForwarded forwarded: Forwarded(json, forwarded); break;
            case ProfileSeen profile: DecisionWriter.Profile(json, profile); break;
            case DeviceMerged merged: DecisionWriter.Merged(json, merged); break;
            case FirewallSeen firewall: DecisionWriter.Firewall(json, firewall); break;
            case DeviceOffboarded offboarded: DecisionWriter.Offboarded(json, offboarded); break;
            case InaccuracyReported reported: DecisionWriter.Reported(json, reported); break;
            case InaccuracyReviewed reviewed: DecisionWriter.Reviewed(json, reviewed); break;
            case ConfigurationJudged judged: CloudWriter.Judged(json, judged); break;
            case AssetBehind asset: CloudWriter.Asset(json, asset); break;
            default: throw new UnreachableException($"{observation.GetType().Name} has no encoding.");
        }
    }

    private static void Evidence(Utf8JsonWriter json, EvidenceSeen seen)
    {
        json.WriteString("o"u8, "evidence"u8);
        json.WriteStartObject("key"u8);
        json.WriteString("reason"u8, seen.Key.Reason.ToString());
        json.Transport(seen.Key.Transport);
        json.Endpoint("local"u8, seen.Key.Local);
        json.Endpoint("public"u8, seen.Key.Public);
        json.WriteEndObject();
        json.Seen(seen.Seen);
        json.Remotes(seen.Remotes);
        json.WriteString("rule"u8, seen.Rule.ToString());
        json.Process(seen.Process);
        json.Text("scanner"u8, seen.Scanner);
        json.Text("source"u8, seen.Source);
        json.Text("path"u8, seen.Path);
    }

    private static void Listener(Utf8JsonWriter json, ListenerSeen seen)
    {
        json.WriteString("o"u8, "listener"u8);
        json.Transport(seen.Transport);
        json.Endpoint("local"u8, seen.Local);
        json.Seen(seen.Seen);
        json.Process(seen.Process);
    }

    private static void Address(Utf8JsonWriter json, AddressSeen seen)
    {
        json.WriteString("o"u8, "address"u8);
        json.Address("address"u8, seen.Address);
        json.WriteString("relation"u8, seen.Relation.ToString());
        json.Seen(seen.Seen);
    }

    private static void Answered(Utf8JsonWriter json, PortAnswered answered)
    {
        json.WriteString("o"u8, "answered"u8);
        json.Transport(answered.Transport);
        json.WriteNumber("port"u8, answered.Port);
        json.Seen(answered.Seen);
        json.Text("scanner"u8, answered.Scanner);
        json.Text("service"u8, answered.Service);
        json.Text("source"u8, answered.Source);
    }

    private static void Behind(Utf8JsonWriter json, DeviceBehind behind)
    {
        json.WriteString("o"u8, "behind"u8);
        json.Text("device"u8, behind.Device.Value);
        json.WriteString("relation"u8, behind.Relation.ToString());
        json.Seen(behind.Seen);
        json.WriteStartArray("listeners"u8);
        foreach (var listener in behind.Listeners)
        {
            json.WriteStartObject();
            json.Transport(listener.Transport);
            json.Endpoint("local"u8, listener.Local);
            json.Seen(listener.Seen);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("ended"u8, behind.Ended);
        json.WriteBoolean("isNamed"u8, behind.IsNamed);
    }

    private static void Accepted(Utf8JsonWriter json, ConnectionAccepted accepted)
    {
        json.WriteString("o"u8, "accepted"u8);
        json.Transport(accepted.Transport);
        json.WriteNumber("port"u8, accepted.Port);
        json.Seen(accepted.Seen);
        json.Remotes(accepted.Remotes);
        json.Text("source"u8, accepted.Source);
    }

    private static void Probed(Utf8JsonWriter json, ProbeReceived probed)
    {
        json.WriteString("o"u8, "probed"u8);
        json.Transport(probed.Transport);
        json.Endpoint("local"u8, probed.Local);
        json.Seen(probed.Seen);
    }

    private static void Probe(Utf8JsonWriter json, ProbeSeen probe)
    {
        json.WriteString("o"u8, "probe"u8);
        json.Text("device"u8, probe.Device.Value);
        json.Transport(probe.Transport);
        json.Endpoint("local"u8, probe.Local);
        json.Seen(probe.Seen);
    }

    private static void Forwards(Utf8JsonWriter json, PortForwarded forwards)
    {
        json.WriteString("o"u8, "forwards"u8);
        json.Path(forwards.Path);
        json.Address("address"u8, forwards.Address);
        json.Seen(forwards.Seen);
    }

    private static void Mapped(Utf8JsonWriter json, PathMapped mapped)
    {
        json.WriteString("o"u8, "path"u8);
        json.Path(mapped.Path);
        json.Seen(mapped.Seen);
    }

    private static void Forwarded(Utf8JsonWriter json, AnswerForwarded forwarded)
    {
        json.WriteString("o"u8, "forwarded"u8);
        json.Endpoint("public"u8, forwarded.Public);
        json.Transport(forwarded.Transport);
        json.WriteNumber("port"u8, forwarded.Port);
        json.Seen(forwarded.Seen);
        json.WriteString("reason"u8, forwarded.Reason.ToString());
        json.Text("scanner"u8, forwarded.Scanner);
        json.Text("source"u8, forwarded.Source);
        json.Text("rule"u8, forwarded.Rule);
    }
}
