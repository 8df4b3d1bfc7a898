using System.Text;
using ExposurePipeline.Exposure.Normalisation.Windows;
using ExposurePipeline.Tests.Exposure.Normalisation.Fuzz;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Windows;

/// <summary>The reader of plain events is a shorter way to what the XML reader says, and to nothing else.</summary>
public sealed class PlainEventXmlTests
{
    private static readonly string[] Events =
    [
        WindowsSample.Sysmon().Xml(),
        WindowsSample.Security().Xml(),
        "<Event a = \"1\"\tb='>'><EventID Qualifiers='0'>3</EventID><Data Name='SourceIp'/>45.9.9.9<Data Name=\"Image\">C:\\a b</Data><!----></Event>",
        "<Event><System><Provider Name='p'></Provider><TimeCreated SystemTime=\"2026-07-18T13:58:42Z\"/><Computer>\r\n w \r\n</Computer></System><Data Name='Image'>a\r\nb]]&gt;</Data></Event >tail",
    ];

    [Fact]
    public void what_windows_renders_is_plain() =>
        Assert.All(new[] { WindowsSample.Sysmon().Xml(), WindowsSample.Security().Xml() }, xml => Assert.True(PlainEventXml.TryRead(Encoding.UTF8.GetBytes(xml), new())));

    [Theory]
    [InlineData("<Event><Data Name='a' Name='b'>x</Data></Event>")] // an attribute twice
    [InlineData("<Event><a:Data xmlns:a='b'/></Event>")] // a prefix
    [InlineData("<Event><Data Name='Image'>&amp;</Data></Event>")] // a reference
    [InlineData("<Event><Data Name='Image'><![CDATA[x]]></Data></Event>")]
    [InlineData("<Event><!-- x --></Event>")]
    [InlineData("<Event><Data Name='Image'>é</Data></Event>")]
    [InlineData("<Event><Data Name='Image'>x</Event></Data>")] // crossed tags
    [InlineData("<Event><Data Name='Image'>]]></Data></Event>")]
    [InlineData("<Event><Data Name=Image>x</Data></Event>")]
    [InlineData("<Event><Data Name='<'>x</Data></Event>")]
    [InlineData("<Event>")]
    [InlineData("<Event/>")]
    [InlineData(" <Event></Event>")]
    public void what_is_not_plain_is_left_to_the_xml_reader(string xml)
    {
        var to = new WindowsEvent();

        Assert.False(PlainEventXml.TryRead(Encoding.UTF8.GetBytes(xml), to));
        Assert.All(Enum.GetValues<WindowsField>(), field => Assert.Null(to[field]));
    }

    [Fact]
    public void a_damaged_event_that_is_taken_for_plain_says_what_the_xml_reader_says()
    {
        var plain = 0;
        foreach (var xml in Events.SelectMany(text => Damage.Small(Encoding.UTF8.GetBytes(text))))
        {
            var (ours, theirs) = (new WindowsEvent(), new WindowsEvent());
            if (PlainEventXml.TryRead(xml, ours))
            {
                WindowsEventXml.ReadAny(xml, theirs);
                Assert.True(theirs.Fault is null && Enum.GetValues<WindowsField>().All(field => ours[field] == theirs[field]), $"{theirs.Fault}: {Encoding.UTF8.GetString(xml)}");
                plain++;
            }
        }

        Assert.True(plain > 1000, $"{plain} damaged events are plain still");
    }
}
