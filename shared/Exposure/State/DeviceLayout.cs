using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.State;

/// <summary>Members and positions of an encoded device record.</summary>
internal static class DeviceLayout
{
    public static void Write(StateWriter w, DeviceRecord record)
    {
        var (state, published) = record;
        w.Rows("e", state.Evidence.Items, e => Write(w, e.Key, e.Value));
        w.Rows("r", state.Reasons.Items, r =>
        {
            w.Number((int)r.Key);
            w.Sighting(r.Value);
        });
        w.Rows("l", state.Listeners.Items, l => Write(w, l.Key, l.Value));
        w.Rows("a", state.Addresses.Items, a => Write(w, a.Key, a.Value));
        w.Rows("q", state.Probes.Items, q =>
        {
            w.Number((int)q.Key.Transport);
            w.Endpoint(q.Key.Local);
            w.Sighting(q.Value);
        });
        CareLayout.Write(w, state);
        CloudLayout.Write(w, state);
        w.Rows("p", Present(state.Profile), p => Write(w, p));
        w.Rows("m", Present(state.MergedInto), m =>
        {
            w.Time(m.At);
            w.Id(m.Value.Value);
        });
        w.Rows<Publication>("n", published == Publication.None ? [] : [published], p => Write(w, p));
    }

    public static DeviceRecord Read(ref StateReader r)
    {
        var (state, published) = DeviceRecord.Empty;
        while (r.Member() is { } member)
        {
            (state, published) = member switch
            {
                "e" => (state with { Evidence = EvidenceMap.Of(r.Rows(ReadEvidence), default) }, published),
                "r" => (state with { Reasons = ReasonMap.Of(r.Rows(ReadReason), default) }, published),
                "l" => (state with { Listeners = ListenerMap.Of(r.Rows(ReadListener), default) }, published),
                "a" => (state with { Addresses = AddressMap.Of(r.Rows(ReadAddress), default) }, published),
                "q" => (state with { Probes = ProbeMap.Of(r.Rows(ReadProbe), default) }, published),
                "f" => (state with { Forwards = ForwardMap.Of(r.Rows(CareLayout.ReadForward), default) }, published),
                "w" => (state with { Firewall = CareLayout.ReadFirewall(ref r) }, published),
                "c" => (state with { Configuration = CloudLayout.ReadConfiguration(ref r) }, published),
                "d" => (state with { Disputes = DisputeMap.Of(r.Rows(CareLayout.ReadDispute), default) }, published),
                "x" => (state with { OffboardedAt = r.Rows(ReadTime)[0] }, published),
                "p" => (state with { Profile = r.Rows(ReadProfile)[0] }, published),
                "m" => (state with { MergedInto = r.Rows(ReadMerged)[0] }, published),
                "n" => (state, r.Rows(ReadPublication)[0]),
                _ => throw r.Unexpected(),
            };
        }

        return new(state, published);
    }

    private static IEnumerable<T> Present<T>(T? value)
        where T : class => value is null ? [] : [value];

    private static void Write(StateWriter w, EvidenceKey key, Evidence e)
    {
        w.Number((int)key.Reason);
        w.Number((int)key.Transport);
        w.Endpoint(key.Local);
        w.Endpoint(key.Public);
        w.Sighting(e.Seen);
        w.Remotes(e.Remotes);
        w.Process(e.Process);
        w.Texts(e.Scanners.Items);
        w.Texts(e.Sources.Items);
        w.Number(e.Rules.Bits);
        w.Texts(e.Paths.Items);
    }

    private static KeyValuePair<EvidenceKey, Evidence> ReadEvidence(ref StateReader r) => KeyValuePair.Create(
        new EvidenceKey((Reason)r.Number(), (Transport)r.Number(), r.EndpointOrNull(), r.EndpointOrNull()),
        new Evidence(r.Sighting(), r.Remotes(), r.Process(), NameSet.Of(r.Texts()), NameSet.Of(r.Texts()), new((byte)r.Number()), RuleNames.Of(r.Texts())));

    private static KeyValuePair<Reason, Sighting> ReadReason(ref StateReader r) => KeyValuePair.Create((Reason)r.Number(), r.Sighting());

    private static void Write(StateWriter w, ListenerKey key, Listener listener)
    {
        w.Number((int)key.Transport);
        w.Endpoint(key.Local);
        w.Sighting(listener.Seen);
        w.Process(listener.Process);
    }

    private static KeyValuePair<ListenerKey, Listener> ReadListener(ref StateReader r) => KeyValuePair.Create(
        new ListenerKey((Transport)r.Number(), r.Endpoint()), new Listener(r.Sighting(), r.Process()));

    private static KeyValuePair<ListenerKey, Sighting> ReadProbe(ref StateReader r) =>
        KeyValuePair.Create(new ListenerKey((Transport)r.Number(), r.Endpoint()), r.Sighting());

    private static DateTimeOffset ReadTime(ref StateReader r) => r.Time();

    private static void Write(StateWriter w, AddressKey key, Sighting seen)
    {
        w.Text(key.Address.ToString());
        w.Number((int)key.Relation);
        w.Sighting(seen);
    }

    private static KeyValuePair<AddressKey, Sighting> ReadAddress(ref StateReader r) =>
        KeyValuePair.Create(new AddressKey(r.Address(), (AddressRelation)r.Number()), r.Sighting());

    private static void Write(StateWriter w, ProfileRegister profile)
    {
        var p = profile.Value;
        w.Time(profile.At);
        foreach (var text in (string?[])[p.Name, p.Platform, p.OsVersion, p.Group, p.OnboardingStatus, p.HealthStatus,
            p.DeviceType, p.DeviceValue, p.ExposureLevel, p.AadDeviceId])
        {
            w.Text(text);
        }

        w.Texts(p.Tags);
        w.Text(p.CloudResourceId);
        w.Flag(p.IsInternetFacing);
        w.NumberOrNull(p.ReportId);
    }

    private static ProfileRegister ReadProfile(ref StateReader r) => new(r.Time(), new(
        r.TextOrNull(), r.TextOrNull(), r.TextOrNull(), r.TextOrNull(), r.TextOrNull(), r.TextOrNull(),
        r.TextOrNull(), r.TextOrNull(), r.TextOrNull(), r.TextOrNull(),
        r.Texts(), r.TextOrNull(), r.FlagOrNull(), r.NumberOrNull()));

    private static MergeRegister ReadMerged(ref StateReader r) => new(r.Time(), new(r.Id()));

    private static void Write(StateWriter w, Publication published)
    {
        w.Number(published.Episode);
        w.Flag(published.IsFlagged);
        w.Time(published.Since);
        w.Time(published.Until);
        w.Flag(published.IsIndexed);
        w.Number(published.Recommendation);
        w.Flag(published.IsRecommended);
        w.Text(published.Steps);
    }

    private static Publication ReadPublication(ref StateReader r) =>
        new((int)r.Number(), r.FlagOrNull() is true, r.TimeOrNull(), r.TimeOrNull())
        {
            IsIndexed = r.FlagOrNull() is true,
            Recommendation = (int)r.Number(),
            IsRecommended = r.FlagOrNull() is true,
            Steps = r.TextOrNull(),
        };
}
