using System.Globalization;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Units by what one of them is in the quantity's own: degree, joule, newton, metre, kilogram, metre a second, cubic metre.</summary>
internal static class UnitFactors
{
    public static IReadOnlyDictionary<string, double> Angle { get; } = With(
        "Degree 1, Arcminute 0.016666666666666666, Arcsecond 0.0002777777777777778, Gradian 0.9, NatoMil 0.05625, Revolution 360, Microdegree 1e-6, Millidegree 1e-3, Nanodegree 1e-9",
        ("Radian", 180 / Math.PI), ("Centiradian", 1.8 / Math.PI), ("Deciradian", 18 / Math.PI), ("Microradian", 1.8e-4 / Math.PI), ("Milliradian", 0.18 / Math.PI), ("Nanoradian", 1.8e-7 / Math.PI));

    public static IReadOnlyDictionary<string, double> Energy { get; } = With(
        "Joule 1, Kilojoule 1e3, Megajoule 1e6, Gigajoule 1e9, Millijoule 1e-3, BritishThermalUnit 1055.05585262, KilobritishThermalUnit 1055055.85262, MegabritishThermalUnit 1055055852.62, GigabritishThermalUnit 1055055852620, " +
        "Calorie 4.184, Kilocalorie 4184, Megacalorie 4184000, ThermEc 105505585.262, ThermImperial 105505585.257348, ThermUs 105480400, DecathermEc 1055055852.62, DecathermImperial 1055055852.57348, DecathermUs 1054804000, " +
        "ElectronVolt 1.602176565e-19, KiloelectronVolt 1.602176565e-16, MegaelectronVolt 1.602176565e-13, GigaelectronVolt 1.602176565e-10, TeraelectronVolt 1.602176565e-7, Erg 1e-7, FootPound 1.355817948, HorsepowerHour 2684519.537696173, " +
        "WattHour 3600, KilowattHour 3.6e6, MegawattHour 3.6e9, GigawattHour 3.6e12, TerawattHour 3.6e15, WattDay 86400, KilowattDay 8.64e7, MegawattDay 8.64e10, GigawattDay 8.64e13, TerawattDay 8.64e16");

    public static IReadOnlyDictionary<string, double> Force { get; } = With(
        "Newton 1, Decanewton 10, Kilonewton 1e3, Meganewton 1e6, Micronewton 1e-6, Millinewton 1e-3, Dyn 1e-5, KilogramForce 9.80665, KiloPond 9.80665, TonneForce 9806.65, " +
        "PoundForce 4.4482216152605, KilopoundForce 4448.2216152605, OunceForce 0.2780138509537812, Poundal 0.138254954376, ShortTonForce 8896.443230521");

    public static IReadOnlyDictionary<string, double> Length { get; } = With(
        "Meter 1, Decimeter 0.1, Centimeter 0.01, Millimeter 1e-3, Micrometer 1e-6, Nanometer 1e-9, Decameter 10, Hectometer 100, Kilometer 1000, Angstrom 1e-10, AstronomicalUnit 1.495978707e11, " +
        "LightYear 9.46073047258e15, KilolightYear 9.46073047258e18, MegalightYear 9.46073047258e21, Parsec 3.08567758128e16, Kiloparsec 3.08567758128e19, Megaparsec 3.08567758128e22, SolarRadius 6.9551e8, " +
        "Inch 0.0254, Microinch 2.54e-8, Mil 2.54e-5, Hand 0.1016, Foot 0.3048, Yard 0.9144, Fathom 1.8288, Chain 20.1168, Shackle 27.432, Mile 1609.34, DataMile 1828.8, NauticalMile 1852",
        ("UsSurveyFoot", 1200 / 3937.0), ("DtpPica", 1 / 236.220472441), ("DtpPoint", 0.0254 / 72), ("PrinterPica", 1 / 237.106301584), ("PrinterPoint", 0.0254 / 72.27), ("Twip", 1 / 56692.913385826));

    public static IReadOnlyDictionary<string, double> Mass { get; } = With(
        "Kilogram 1, Gram 1e-3, Decigram 1e-4, Centigram 1e-5, Milligram 1e-6, Microgram 1e-9, Nanogram 1e-12, Decagram 0.01, Hectogram 0.1, Tonne 1e3, Kilotonne 1e6, Megatonne 1e9, EarthMass 5.9722e24, SolarMass 1.98947e30, Grain 6.479891e-5, " +
        "Ounce 0.028349523125, Pound 0.45359237, Kilopound 453.59237, Megapound 453592.37, LongHundredweight 50.80234544, ShortHundredweight 45.359237, LongTon 1016.0469088, ShortTon 907.18474",
        ("Slug", 1 / 0.06852176556196105), ("Stone", 1 / 0.1574731728702698));

    public static IReadOnlyDictionary<string, double> Speed { get; } = With("Knot 0.514444, MilePerHour 0.44704", [.. Rates()]);

    public static IReadOnlyDictionary<string, double> Volume { get; } = With(
        "CubicMeter 1, CubicDecimeter 1e-3, CubicCentimeter 1e-6, CubicMillimeter 1e-9, CubicMicrometer 1e-18, CubicHectometer 1e6, CubicKilometer 1e9, KilocubicMeter 1e3, HectocubicMeter 100, " +
        "Liter 1e-3, Deciliter 1e-4, Centiliter 1e-5, Milliliter 1e-6, Microliter 1e-9, Decaliter 0.01, Hectoliter 0.1, Kiloliter 1, Megaliter 1e3, " +
        "CubicInch 1.6387e-5, CubicFoot 0.0283168, HectocubicFoot 2.83168, KilocubicFoot 28.3168, MegacubicFoot 28316.8, CubicYard 0.764554858, CubicMile 4168181825.44058, BoardFoot 0.00235973722, " +
        "UsGallon 0.00378541, DeciusGallon 0.000378541, DecausGallon 0.0378541, HectousGallon 0.378541, KilousGallon 3.78541, MegausGallon 3785.41, ImperialGallon 0.00454609, KiloimperialGallon 4.54609, MegaimperialGallon 4546.09, " +
        "ImperialBeerBarrel 0.16365924, UsBeerBarrel 0.1173477658, OilBarrel 0.158987294928, ImperialOunce 2.84130625e-5, ImperialPint 5.6826125e-4, UsOunce 2.957352956e-5, UsPint 4.73176473e-4, UsQuart 9.46352946e-4, " +
        "MetricCup 2.5e-4, UsCustomaryCup 2.365882365e-4, UsLegalCup 2.4e-4, AuTablespoon 2e-5, UkTablespoon 1.5e-5, UsTablespoon 1.478676478125e-5, MetricTeaspoon 5e-6, UsTeaspoon 4.92892159375e-6",
        ("AcreFoot", 1 / 0.000810714));

    private static IEnumerable<(string, double)> Rates()
        => from unit in new[] { ("Centimeter", 0.01), ("Decimeter", 0.1), ("Foot", 0.3048), ("Inch", 0.0254), ("Kilometer", 1e3), ("Meter", 1), ("Micrometer", 1e-6), ("Millimeter", 1e-3), ("Nanometer", 1e-9), ("UsSurveyFoot", 1200 / 3937.0), ("Yard", 0.9144) }
           from span in new[] { ("Second", 1), ("Minute", 60), ("Hour", 3600) }
           select ($"{unit.Item1}Per{span.Item1}", unit.Item2 / span.Item2);

    private static Dictionary<string, double> With(string units, params (string Name, double Factor)[] derived)
        => units.Split(", ").Select(unit => unit.Split(' ')).Select(unit => (Name: unit[0], Factor: double.Parse(unit[1], CultureInfo.InvariantCulture))).Concat(derived).ToDictionary(u => u.Name, u => u.Factor, StringComparer.Ordinal);
}
