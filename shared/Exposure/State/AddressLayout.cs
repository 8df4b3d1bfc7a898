using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.State;

/// <summary>Members and positions of an encoded address state.</summary>
internal static class AddressLayout
{
    private static readonly TimeSpan HolderSlot = Occupant.SlotOf(AddressRelation.Interface);
    private static readonly TimeSpan GuestSlot = Occupant.SlotOf(AddressRelation.Egress);

    public static void Write(StateWriter w, AddressState state)
    {
        w.Rows("p", state.Answers.Items, a => Write(w, a.Key, a.Value));
        w.Rows("h", state.Holders.Items, h => Write(w, h.Key, h.Value, HolderSlot));
        w.Rows("g", state.Guests.Items, g => Write(w, g.Key, g.Value, GuestSlot));
    }

    public static AddressState Read(ref StateReader r)
    {
        var state = AddressState.Empty;
        while (r.Member() is { } member)
        {
            state = member switch
            {
                "p" => state with { Answers = AnswerMap.Of(r.Rows(ReadAnswer), default) },
                "h" => state with { Holders = HolderMap.Of(r.Rows(ReadHolder), default) },
                "g" => state with { Guests = GuestMap.Of(r.Rows(ReadGuest), default) },
                _ => throw r.Unexpected(),
            };
        }

        return state;
    }

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
        w.Flag(occupant.Ended);
    }

    private static KeyValuePair<DeviceId, Occupant> ReadHolder(ref StateReader r) => ReadOccupant(ref r, HolderSlot);

    private static KeyValuePair<DeviceId, Occupant> ReadGuest(ref StateReader r) => ReadOccupant(ref r, GuestSlot);

    private static KeyValuePair<DeviceId, Occupant> ReadOccupant(ref StateReader r, TimeSpan slot) =>
        KeyValuePair.Create(new DeviceId(r.Id()), new Occupant(r.Sighting(), r.Ports(slot), r.FlagOrNull() is true));
}
