using System.Text;
using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Sockets;

/// <summary>
/// The processes of a row of <c>ss</c>: <c>users:(("sshd",pid=812,fd=3),("systemd",pid=1,fd=44))</c>, of iproute2 before 4.0 <c>users:(("sshd",812,3))</c>.
/// A name is printed as it is and may hold blanks, quotes and brackets.
/// </summary>
internal static class SsProcess
{
    /// <summary>The first that is not the service manager, which opens sockets for others; null when the row names none.</summary>
    public static ProcessIdentity? Find(ReadOnlySpan<byte> line)
    {
        var at = line.IndexOf("users:((\""u8);
        var rest = at < 0 ? default : line[(at + "users:((\""u8.Length)..];
        var first = Next(ref rest);
        return first is { Name: "systemd" or "init" } && Next(ref rest) is { } other ? other : first;
    }

    // Leaves the rest behind the opening quote of the next name.
    private static ProcessIdentity? Next(ref ReadOnlySpan<byte> rest)
    {
        var (mark, end) = ("\",pid="u8.Length, rest.IndexOf("\",pid="u8));
        if (end < 0)
        {
            (mark, end) = ("\","u8.Length, rest.IndexOf("\","u8));
        }

        if (end <= 0)
        {
            return null;
        }

        var name = Encoding.UTF8.GetString(rest[..Math.Min(end, 64)]);
        rest = rest[(end + mark)..];
        var digits = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var id = Words.Id(digits < 0 ? rest : rest[..digits]);
        var next = rest.IndexOf("(\""u8);
        rest = next < 0 ? default : rest[(next + 2)..];
        return new(name, null, id);
    }
}
