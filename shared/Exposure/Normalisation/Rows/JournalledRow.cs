using System.Globalization;
using System.Text;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Rows;

/// <summary>A row of what a reader understood: values become text; what is unknown is not set.</summary>
internal readonly ref struct JournalledRow
{
    private const int LongestScalar = 64;

    private readonly INetworkEventJournal _journal;

    /// <summary>Begins a row of the event that is being read.</summary>
    public JournalledRow(INetworkEventJournal journal, ReadingContext context, DateTimeOffset time, string action)
    {
        _journal = journal;
        journal.Begin(context.Tenant, context.Contexts.Event);
        Set(NetworkEventColumn.Timestamp, time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        Set(NetworkEventColumn.ActionType, action);
    }

    public void Set(NetworkEventColumn column, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            _journal.Set(column, Encoding.UTF8.GetBytes(text));
        }
    }

    public void Set(NetworkEventColumn column, long number)
    {
        Span<byte> room = stackalloc byte[LongestScalar];
        number.TryFormat(room, out var length, default, CultureInfo.InvariantCulture);
        _journal.Set(column, room[..length]);
    }

    public void Set(Transport transport) => _journal.Set(NetworkEventColumn.Protocol, transport is Transport.Tcp ? "Tcp"u8 : "Udp"u8);

    public void SetLocal(Endpoint local)
    {
        SetAddress(NetworkEventColumn.LocalIP, NetworkEventColumn.LocalIPType, local.Address);
        if (local.Port > 0)
        {
            Set(NetworkEventColumn.LocalPort, local.Port);
        }
    }

    public void SetRemote(IpAddress remote) => SetAddress(NetworkEventColumn.RemoteIP, NetworkEventColumn.RemoteIPType, remote);

    public void End() => _journal.End();

    // Unspecified stands for a side that the record does not name.
    private void SetAddress(NetworkEventColumn column, NetworkEventColumn type, IpAddress address)
    {
        if (address == IpAddress.Unspecified)
        {
            return;
        }

        Span<byte> room = stackalloc byte[LongestScalar];
        address.ToFramework().TryFormat(room, out var length);
        _journal.Set(column, room[..length]);
        _journal.Set(type, TypeOf(address));
    }

    // Only what Defender's own rows say of such addresses.
    private static ReadOnlySpan<byte> TypeOf(IpAddress address) =>
        AddressSpace.IsGlobal(address) ? "Public"u8
        : AddressSpace.IsLoopback(address) ? "Loopback"u8
        : AddressSpace.IsPrivate(address) ? "Private"u8
        : default;
}
