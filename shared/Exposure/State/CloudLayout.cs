using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.State;

/// <summary>The members of encoded states that a cloud's configuration filled.</summary>
internal static class CloudLayout
{
    public static void Write(StateWriter w, DeviceState state)
    {
        if (state.Configuration is not { } configuration)
        {
            return;
        }

        var judged = configuration.Value;
        w.Rows("c", new (bool IsLocal, ReachedPorts Ports)?[] { null }
            .Concat(judged.Ports.Select(static ports => ((bool, ReachedPorts)?)(false, ports)))
            .Concat(judged.LocalPorts.Select(static ports => ((bool, ReachedPorts)?)(true, ports))), row =>
        {
            if (row is not var (isLocal, ports))
            {
                Write(w, judged);
                return;
            }

            w.Flag(isLocal);
            w.Number((int)ports.Transport);
            w.Number(ports.FromPort);
            w.Number(ports.ToPort);
        });
    }

    public static void Write(StateWriter w, AddressState state) => w.Rows("a", state.Assets.Items, a => Write(w, a.Key, a.Value));

    // The first row is about the judgement, the others are its ports.
    public static ConfigurationRegister ReadConfiguration(ref StateReader r)
    {
        ConfigurationJudged? judged = null;
        var ports = new List<(bool IsLocal, ReachedPorts Ports)>();
        _ = r.Rows((ref StateReader row) =>
        {
            if (judged is null)
            {
                judged = ReadJudged(ref row);
            }
            else
            {
                ports.Add((row.FlagOrNull() is true, new((Transport)row.Number(), (ushort)row.Number(), (ushort)row.Number())));
            }

            return 0;
        });
        return judged is null ? throw r.Unexpected()
            : new(judged.At, judged with { Ports = [.. ports.Where(static p => !p.IsLocal).Select(static p => p.Ports)], LocalPorts = [.. ports.Where(static p => p.IsLocal).Select(static p => p.Ports)] });
    }

    public static KeyValuePair<AssetKey, Lease> ReadAsset(ref StateReader r)
    {
        var key = new AssetKey(new(r.Id()), new(
            (Transport?)r.NumberOrNull(), (ushort)r.Number(), (ushort)r.Number(), (ushort?)r.NumberOrNull(), r.FlagOrNull() is true, r.Text()));
        var (first, last) = (r.TimeOrNull(), r.TimeOrNull());
        return KeyValuePair.Create(key, new Lease(first is { } from && last is { } to ? new(from, to) : null, r.TimeOrNull()));
    }

    private static void Write(StateWriter w, ConfigurationJudged judged)
    {
        w.Time(judged.At);
        w.Text(judged.Asset);
        w.Number((int)judged.Status);
        w.NumberOrNull((int?)judged.Width);
        w.Flag(judged.IsComplete);
        w.Texts(judged.Ways);
    }

    private static ConfigurationJudged ReadJudged(ref StateReader r)
    {
        var at = r.Time();
        return new(r.Text(), (ConfiguredStatus)r.Number(), (ConfiguredWidth?)r.NumberOrNull(), [], [], IsComplete: r.FlagOrNull() is true, Ways: r.Texts(), At: at);
    }

    private static void Write(StateWriter w, AssetKey key, Lease lease)
    {
        w.Id(key.Device.Value);
        w.NumberOrNull((int?)key.Path.Transport);
        w.Number(key.Path.FromPort);
        w.Number(key.Path.ToPort);
        w.NumberOrNull(key.Path.InnerPort);
        w.Flag(key.Path.IsOwn);
        w.Text(key.Path.Rule);
        w.Time(lease.Seen?.First);
        w.Time(lease.Seen?.Last);
        w.Time(lease.Ended);
    }
}
