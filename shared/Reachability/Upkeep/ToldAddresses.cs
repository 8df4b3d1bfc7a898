using System.Buffers;
using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Reachability.Upkeep;

/// <summary>Which public addresses were told that they lead to an asset: kept with its verdict, so that they can be told when they no longer do.</summary>
internal static class ToldAddresses
{
    /// <summary>Most bytes that are kept, as many as a column holds; an address beyond is not told, and forgets the asset by itself once the window is over.</summary>
    public const int MaxBytes = 60 * 1024;

    /// <summary>As it is kept.</summary>
    public static ReadOnlyMemory<byte> Write(IEnumerable<EntityObservations> told)
    {
        ReadOnlyMemory<EntityObservations> addresses = Addresses(told).ToArray();
        var bytes = Encode(addresses);
        while (bytes.Length > MaxBytes)
        {
            addresses = addresses[..(addresses.Length / 2)];
            bytes = Encode(addresses);
        }

        return bytes;
    }

    /// <summary>What has to be told besides what is told now.</summary>
    /// <param name="before">What <see cref="Write"/> wrote.</param>
    /// <param name="now">What is told now.</param>
    /// <param name="at">What time it is.</param>
    public static IEnumerable<EntityObservations> Ended(ReadOnlyMemory<byte> before, IEnumerable<EntityObservations> now, DateTimeOffset at)
    {
        var lasting = Addresses(now).SelectMany(static entity => Behind(entity).Select(behind => (entity.Entity, behind.Path))).ToHashSet();
        return from entity in Read(before)
               let ended = Behind(entity).Where(behind => !lasting.Contains((entity.Entity, behind.Path))).ToArray()
               where ended.Length > 0
               select new EntityObservations(entity.Entity, [.. ended.Select(behind => behind with { Seen = Sighting.At(at), Ended = true })], at, null);
    }

    private static IEnumerable<EntityObservations> Addresses(IEnumerable<EntityObservations> told) => told.Where(static entity => Behind(entity).Any());

    private static IEnumerable<AssetBehind> Behind(EntityObservations entity) => entity.Observations.OfType<AssetBehind>().Where(static behind => !behind.Ended);

    private static ReadOnlyMemory<byte> Encode(ReadOnlyMemory<EntityObservations> entities)
    {
        var bytes = new ArrayBufferWriter<byte>();
        if (!entities.IsEmpty)
        {
            ObservationCodec.Write(bytes, entities.ToArray());
        }

        return bytes.WrittenMemory;
    }

    // A row that cannot be read tells of no address: they forget the asset by themselves.
    private static List<EntityObservations> Read(ReadOnlyMemory<byte> bytes)
    {
        var entities = new List<EntityObservations>();
        return !bytes.IsEmpty && ObservationCodec.TryRead(bytes.Span, entities, out _) ? entities : [];
    }
}
