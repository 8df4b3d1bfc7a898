using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using ExposurePipeline.Exposure.Normalisation;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Json;

/// <summary>What is read does not depend on the processor: the same program in a process that may use fewer instructions.</summary>
public sealed class InstructionSetTests
{
    [Theory]
    [InlineData("EnableAVX512", "vectors of 256 bits")]
    [InlineData("EnableHWIntrinsic", "no vectors at all")]
    public async Task records_read_alike_with(string switchedOff, string what)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(InstructionSetTests).Assembly.Location]) { RedirectStandardOutput = true };
        start.Environment[$"DOTNET_{switchedOff}"] = "0";
        start.Environment[$"DOTNET_{switchedOff}F"] = "0"; // its name before .NET 10
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(output.Trim() == Digest(), $"{what}: {output}");
    }

    /// <summary>The entry point of the other process.</summary>
    private static void Main() => Console.WriteLine(Digest());

    private static string Digest()
    {
        var text = new StringBuilder();
        foreach (var (folder, name) in Bodies)
        {
            text.AppendLine(NormalisedText.Of(Normaliser.Normalise([Normalising.Event(name)], Normalising.Ageless, Normalising.Now))).AppendLine(folder);
        }

        text.AppendJoin('\n', JsonScanTests.Differences(new Random(1), 500));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    // Whole, with escapes and non-ASCII text, and cut at every place of a block.
    private static IEnumerable<(string Name, byte[] Body)> Bodies
    {
        get
        {
            var body = Encoding.UTF8.GetBytes(NetworkEvent.With("InitiatingProcessCommandLine", "\"C:\\Program Files\\serv\u00e9r.exe\" \u4e2d").Envelope());
            yield return ("whole", body);
            for (var cut = 1; cut <= 128; cut++)
            {
                yield return ($"without the last {cut}", body[..^cut]);
            }
        }
    }
}
