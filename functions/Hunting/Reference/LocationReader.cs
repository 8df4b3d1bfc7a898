using System.Globalization;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Hunting;

namespace ExposurePipeline.Functions.Hunting.Reference;

/// <summary>Reads ranges of addresses with their places: columns start and end, or cidr; country, and where known state, city, latitude and longitude.</summary>
internal sealed class LocationReader
{
    private readonly NamedRecords records;
    private readonly string file;
    private readonly int cidr;
    private readonly int end;
    private readonly int[] place;

    public LocationReader(NamedRecords records, string file)
    {
        (this.records, this.file) = (records, file);
        end = records.IndexOf("end");
        cidr = end < 0 ? records.Required(file, "cidr", "network", "range") : records.Required(file, "start");
        place = [records.Required(file, "country"), records.IndexOf("state"), records.IndexOf("city"), records.IndexOf("latitude", "lat"), records.IndexOf("longitude", "lon", "long", "lng")];
    }

    /// <summary>The ranges in the order of the file.</summary>
    /// <param name="same">Gives equal places one object: there are far fewer of them than ranges.</param>
    public IEnumerable<LocatedRange> Read(Func<AddressLocation, AddressLocation> same)
    {
        var line = 1;
        foreach (var record in records.Records)
        {
            line++;
            string Text(int column) => column < 0 ? "" : record[column];
            var located = new AddressLocation(Text(place[0]), Text(place[1]), Text(place[2]), Degrees(Text(place[3])), Degrees(Text(place[4])));
            yield return Range(record) is var (first, last) ? new(first, last, same(located))
                : throw new UnreadableDataException($"record {line} of the registered file '{file}' has no range of addresses");
        }
    }

    private (IpAddress First, IpAddress Last)? Range(IReadOnlyList<string> record)
    {
        if (end >= 0)
        {
            return IpAddress.TryParse(record[cidr], out var first) && IpAddress.TryParse(record[end], out var last) && first.IsV4 == last.IsV4 && first.Bits <= last.Bits ? (first, last) : null;
        }

        return IpRange.TryParse(record[cidr], out var range) ? (range.Network, Last(range)) : null;
    }

    private static IpAddress Last(IpRange range)
    {
        var host = (range.Network.IsV4 ? 32 : 128) - range.PrefixLength;
        return range.Network with { Bits = host >= 128 ? UInt128.MaxValue : range.Network.Bits | ((UInt128.One << host) - 1) };
    }

    private static double Degrees(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) ? degrees : double.NaN;
}
