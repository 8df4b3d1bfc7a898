using System.IO.Compression;
using System.Text;
using Xunit;

namespace ExposurePipeline.Tests.Hunting.Functions;

public sealed class EncodedTextTests
{
    private static readonly string Long = string.Concat(Enumerable.Range(0, 300).Select(i => $"line {i} "));

    [Theory]
    [InlineData("gzip")]
    [InlineData("zlib")]
    public void what_is_compressed_comes_back(string kind)
    {
        foreach (var text in new[] { "a", "déjà vu", "twenty-five characters long", "sixty characters, and some more, are what is compressed here!", Long })
        {
            Assert.Equal(text, Answer.Of($"print {kind}_decompress_from_base64_string({kind}_compress_to_base64_string('{text}'))"));
        }
    }

    [Fact]
    public void other_readers_understand_what_is_compressed()
    {
        var bytes = Convert.FromBase64String(Answer.Of("print gzip_compress_to_base64_string('short')"));
        using var reader = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress), Encoding.UTF8);
        Assert.Equal("short", reader.ReadToEnd());
    }

    [Theory]
    [InlineData("gzip_decompress_from_base64_string('no base64')", "")]
    [InlineData("gzip_decompress_from_base64_string('AAAA')", "")]
    [InlineData("zlib_decompress_from_base64_string('eJw=')", "")]
    [InlineData("punycode_to_string('acadmie-franaise-npb1a')", "académie-française")]
    [InlineData("punycode_from_string('académie-française')", "acadmie-franaise-npb1a")]
    [InlineData("punycode_from_string('plain')", "plain")]
    [InlineData("punycode_to_string('ü')", "")]
    [InlineData("punycode_domain_to_string('Riðill｡Skáldskaparmál｡org')", "xn--Riill-jta.xn--Skldskaparml-dbbj.org")]
    [InlineData("punycode_domain_from_string('xn--Ge-mia.Bulg.edu')", "Gáe.Bulg.edu")]
    public void text_in_other_forms(string expression, string value) => Assert.Equal(value, Answer.Of($"print {expression}"));

    [Theory]
    [InlineData("round(convert_angle(1.2, 'Degree', 'Arcminute'), 9)", "72.0")]
    [InlineData("round(convert_temperature(212, 'DegreeFahrenheit', 'DegreeCelsius'), 9)", "100.0")]
    [InlineData("convert_length(1, 'Mile', 'Furlong')", "null")]
    [InlineData("convert_mass(2, 'Tonne', 'Kilogram')", "2000.0")]
    public void units(string expression, string value) => Assert.Equal(value, Answer.Of($"print {expression}"));

    [Theory]
    [InlineData("convert_angle", "Radian", "Degree")]
    [InlineData("convert_volume", "UsGallon", "Liter")]
    [InlineData("convert_temperature", "DegreeDelisle", "DegreeRoemer")]
    [InlineData("convert_temperature", "DegreeNewton", "MillidegreeCelsius")]
    [InlineData("convert_speed", "Knot", "YardPerMinute")]
    [InlineData("convert_energy", "ThermUs", "ElectronVolt")]
    public void what_is_converted_and_back_is_what_it_was(string function, string from, string to)
        => Assert.Equal("True", Answer.Of($"print abs({function}({function}(36.6, '{from}', '{to}'), '{to}', '{from}') - 36.6) < 1e-9"));
}
