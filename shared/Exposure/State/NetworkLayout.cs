using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.State;

/// <summary>The members of an encoded address state that the network filled.</summary>
internal static class NetworkLayout
{
    public static void Write(StateWriter w, AddressState state)
    {
        w.Rows("c", state.Accepted.Items, c => Write(w, c.Key, c.Value));
        w.Rows("l", state.Paths.Items, p =>
        {
            Write(w, p.Key);
            w.Sighting(p.Value);
        });
        w.Rows("f", state.Forwarded.Items, f => Write(w, f.Key, f.Value));
        w.Rows("q", state.Probes.Items, q =>
        {
            w.Id(q.Key.Device.Value);
            w.Number((int)q.Key.Transport);
            w.Endpoint(q.Key.Local);
            w.Sighting(q.Value);
        });
    }

    public static void Write(StateWriter w, ForwardingPath path)
    {
        w.Number((int)path.Transport);
        w.Number(path.FromPort);
        w.Number(path.ToPort);
        w.Endpoint(path.Target);
        w.Text(path.Rule);
    }

    public static ForwardingPath ReadForwardingPath(ref StateReader r) =>
        new((Transport)r.Number(), (ushort)r.Number(), (ushort)r.Number(), r.Endpoint(), r.Text());

    public static KeyValuePair<ForwardingPath, Sighting> ReadPath(ref StateReader r) => KeyValuePair.Create(ReadForwardingPath(ref r), r.Sighting());

    public static KeyValuePair<Port, Accepted> ReadAccepted(ref StateReader r) => KeyValuePair.Create(
        Port.From((int)r.Number()), new Accepted(r.Sighting(), r.Remotes(), NameSet.Of(r.Texts())));

    public static KeyValuePair<ForwardedKey, Forwarded> ReadForwarded(ref StateReader r) => KeyValuePair.Create(
        new ForwardedKey((Reason)r.Number(), r.Endpoint(), Port.From((int)r.Number())),
        new Forwarded(r.Sighting(), NameSet.Of(r.Texts()), NameSet.Of(r.Texts()), RuleNames.Of(r.Texts())));

    public static KeyValuePair<ProbeKey, Sighting> ReadProbe(ref StateReader r) => KeyValuePair.Create(
        new ProbeKey(new(r.Id()), (Transport)r.Number(), r.Endpoint()), r.Sighting());

    private static void Write(StateWriter w, Port port, Accepted accepted)
    {
        w.Number(port.Code);
        w.Sighting(accepted.Seen);
        w.Remotes(accepted.Remotes);
        w.Texts(accepted.Sources.Items);
    }

    private static void Write(StateWriter w, ForwardedKey key, Forwarded forwarded)
    {
        w.Number((int)key.Reason);
        w.Endpoint(key.Public);
        w.Number(key.Port.Code);
        w.Sighting(forwarded.Seen);
        w.Texts(forwarded.Scanners.Items);
        w.Texts(forwarded.Sources.Items);
        w.Texts(forwarded.Rules.Items);
    }
}
