using ExposurePipeline.Local.Commands;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ExposurePipeline.Tests.Local.Commands;

/// <summary>Names, details and reasons are strangers' words; a terminal must not obey them.</summary>
public sealed class PlainTextTests
{
    [Theory]
    [InlineData("web-1", "web-1")]
    [InlineData("réseau 数 🖥", "réseau 数 🖥")]
    [InlineData("a\r\nfail: made up", "a fail: made up")]
    [InlineData("a\u2028b\u0085c", "a b c")]
    [InlineData("\u001b[2J\u001b]0;title\u0007", "\\u001b[2J\\u001b]0;title\\u0007")] // clears the screen, renames the window
    [InlineData("\u009b31m\b\0", "\\u009b31m\\u0008\\u0000")]
    public void nothing_begins_a_line_or_acts_on_the_terminal(string text, string shown) => Assert.Equal(shown, PlainText.Of(text));

    [Fact]
    public void brackets_are_no_markup() => Assert.Equal("[[red]]x[[/]]", PlainText.Markup("[red]x[/]"));

    [Fact]
    public void an_entry_of_the_log_is_one_line()
    {
        using var output = new StringWriter();
        var entry = new LogEntry<string>(LogLevel.Warning, "c", 0, "a\nb\u001b[2J", new InvalidOperationException("x\r\ny"), static (state, _) => state);

        new LineFormatter().Write(entry, null, output);

        Assert.EndsWith("warn  a b\\u001b[2J System.InvalidOperationException: x y", output.ToString().TrimEnd(), StringComparison.Ordinal);
        Assert.Single(output.ToString().TrimEnd().Split('\n'));
    }
}
