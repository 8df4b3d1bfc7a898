using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.State;

/// <summary>Members and positions of an encoded address state.</summary>
internal static class AddressLayout
{
    private const int Ended = 1;
    private const int Named = 2;

    private static readonly TimeSpan HolderSlot = Occupant.SlotOf(AddressRelation.Interface);
    private static readonly TimeSpan GuestSlot = Occupant.SlotOf(AddressRelation.Egress);

    public static void Write(StateWriter w, AddressRecord record)
    {
        var state = record.State;
        w.Rows("p", state.Answers.Items, a => Write(w, a.Key, a.Value));
        w.Rows("h", state.Holders.Items, h => Write(w, h.Key, h.Value, HolderSlot));
        w.Rows("g", state.Guests.Items, g => Write(w, g.Key, g.Value, GuestSlot));
        NetworkLayout.Write(w, state);
        CloudLayout.Write(w, state);
        w.Rows<bool>("n", record.IsIndexed ? [true] : [], n => w.Flag(n));
    }

    public static AddressRecord Read(ref StateReader r)
    {
        var (state, isIndexed) = AddressRecord.Empty;
        while (r.Member() is { } member)
        {
            (state, isIndexed) = member switch
            {
                "p" => (state with { Answers = AnswerMap.Of(r.Rows(ReadAnswer), default) }, isIndexed),
                "h" => (state with { Holders = HolderMap.Of(r.Rows(ReadHolder), default) }, isIndexed),
                "g" => (state with { Guests = GuestMap.Of(r.Rows(ReadGuest), default) }, isIndexed),
                "c" => (state with { Accepted = AcceptedMap.Of(r.Rows(NetworkLayout.ReadAccepted), default) }, isIndexed),
                "l" => (state with { Paths = PathMap.Of(r.Rows(NetworkLayout.ReadPath), default) }, isIndexed),
                "f" => (state with { Forwarded = ForwardedMap.Of(r.Rows(NetworkLayout.ReadForwarded), default) }, isIndexed),
                "a" => (state with { Assets = AssetMap.Of(r.Rows(CloudLayout.ReadAsset), default) }, isIndexed),
                "q" => (state with { Probes = ProbeSeenMap.Of(r.Rows(NetworkLayout.ReadProbe), default) }, isIndexed),
                "n" => (state, r.Rows(ReadFlag)[0]),
                _ => throw r.Unexpected(),
            };
        }

        return new(state, isIndexed);
    }

    private static bool ReadFlag(ref StateReader r) => r.FlagOrNull() is true;

    private static void Write(StateWriter w, Port port, Answer answer)
    {
        w.Number(port.Code);
        w.Sighting(answer.Seen);
        w.Texts(answer.Scanners.Items);
        w.Texts(answer.Services.Items);
        w.Texts(answer.Sources.Items);
    }

    private static KeyValuePair<Port, Answer> ReadAnswer(ref StateReader r) => KeyValuePair.Create(
        Port.From((int)r.Number()), new Answer(r.Sighting(), NameSet.Of(r.Texts()), NameSet.Of(r.Texts()), NameSet.Of(r.Texts())));

    private static void Write(StateWriter w, DeviceId device, Occupant occupant, TimeSpan slot)
    {
        w.Id(device.Value);
        w.Sighting(occupant.Seen);
        w.Ports(occupant.Ports, slot);
        w.Number((occupant.Ended ? Ended : 0) | (occupant.IsNamed ? Named : 0));
    }

    private static KeyValuePair<DeviceId, Occupant> ReadHolder(ref StateReader r) => ReadOccupant(ref r, HolderSlot);

    private static KeyValuePair<DeviceId, Occupant> ReadGuest(ref StateReader r) => ReadOccupant(ref r, GuestSlot);

    private static KeyValuePair<DeviceId, Occupant> ReadOccupant(ref StateReader r, TimeSpan slot)
    {
        var (device, seen, ports, marks) = (new DeviceId(r.Id()), r.Sighting(), r.Ports(slot), r.NumberOrNull() ?? 0);
        return KeyValuePair.Create(device, new Occupant(seen, ports, (marks & Ended) != 0) { IsNamed = (marks & Named) != 0 });
    }
}
