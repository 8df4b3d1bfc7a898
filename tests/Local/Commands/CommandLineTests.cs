using ExposurePipeline.Local.Commands;
using Xunit;

namespace ExposurePipeline.Tests.Local.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData(2, "bogus")]
    [InlineData(2, "up", "--http-port", "x")]
    [InlineData(2, "up", "--http-port", "70000")]
    [InlineData(2, "send", "connections")] // no file
    [InlineData(1, "send", "connections", "/no/such/file")]
    [InlineData(1, "send", "connections", "-", "--property", "nonsense")]
    [InlineData(1, "devices", "--state", "/no/such/folder")] // no host runs
    [InlineData(1, "resources", "--state", "/no/such/folder")]
    [InlineData(1, "whatif", "/no/such/file")]
    [InlineData(1, "explain", "no-such-vm", "--state", "/no/such/folder")] // neither a file nor a host to ask
    [InlineData(1, "explain", "/no/such/file", "/nor/this")]
    [InlineData(2, "explain", "vm", "--port", "http")]
    [InlineData(2, "query")] // no query
    [InlineData(2, "query", "print 1", "--json", "--csv")]
    [InlineData(1, "query", "print 1", "--state", "/no/such/folder")]
    [InlineData(1, "watch", "tag-changes", "--state", "/no/such/folder")]
    [InlineData(1, "rejected", "--state", "/no/such/folder")]
    public async Task a_wrong_call_says_why_in_one_line(int exitCode, params string[] arguments)
    {
        var error = Console.Error;
        using var told = new StringWriter();
        Console.SetError(told);
        try
        {
            Assert.Equal(exitCode, await CommandLine.RunAsync(arguments, default));
        }
        finally
        {
            Console.SetError(error);
        }

        Assert.Single(told.ToString().TrimEnd().Split('\n'));
    }
}
