namespace ExposurePipeline.Hunting.Functions;

/// <summary>convert_length and its like: a value from one unit of a quantity to another. The units are those of https://learn.microsoft.com/kusto/query/convert-length-function and its neighbours.</summary>
internal static class Units
{
    private const string Nulls = "null where a unit is not known";

    private static readonly string[] Celsius = ["DegreeCelsius", "MillidegreeCelsius", "Kelvin", "DegreeFahrenheit", "DegreeRankine", "DegreeDelisle", "DegreeNewton", "DegreeReaumur", "DegreeRoemer", "SolarTemperature"];

    public static IEnumerable<ScalarFunction> All =>
    [
        Convert("convert_angle", UnitFactors.Angle), Convert("convert_energy", UnitFactors.Energy), Convert("convert_force", UnitFactors.Force), Convert("convert_length", UnitFactors.Length),
        Convert("convert_mass", UnitFactors.Mass), Convert("convert_speed", UnitFactors.Speed), Convert("convert_volume", UnitFactors.Volume),
        new("convert_temperature", [Define.Try<double, string, string, double>(Temperature)]) { Nulls = Nulls },
    ];

    private static ScalarFunction Convert(string name, IReadOnlyDictionary<string, double> factors)
        => new(name, [Define.Try<double, string, string, double>((v, from, to) => factors.TryGetValue(from, out var a) && factors.TryGetValue(to, out var b) ? from == to ? v : v * a / b : null)]) { Nulls = Nulls };

    private static double? Temperature(double value, string from, string to)
    {
        if (!Celsius.Contains(from) || !Celsius.Contains(to))
        {
            return null;
        }

        var kelvin = from switch
        {
            "DegreeCelsius" => value + 273.15,
            "MillidegreeCelsius" => (value / 1000) + 273.15,
            "DegreeFahrenheit" => (value + 459.67) * 5 / 9,
            "DegreeRankine" => value * 5 / 9,
            "DegreeDelisle" => (value * -2 / 3) + 373.15,
            "DegreeNewton" => (value * 100 / 33) + 273.15,
            "DegreeReaumur" => (value * 5 / 4) + 273.15,
            "DegreeRoemer" => ((value - 7.5) * 40 / 21) + 273.15,
            "SolarTemperature" => value * 5778,
            _ => value,
        };
        return to switch
        {
            "DegreeCelsius" => kelvin - 273.15,
            "MillidegreeCelsius" => (kelvin - 273.15) * 1000,
            "DegreeFahrenheit" => (kelvin * 9 / 5) - 459.67,
            "DegreeRankine" => kelvin * 9 / 5,
            "DegreeDelisle" => (373.15 - kelvin) * 3 / 2,
            "DegreeNewton" => (kelvin - 273.15) * 33 / 100,
            "DegreeReaumur" => (kelvin - 273.15) * 4 / 5,
            "DegreeRoemer" => ((kelvin - 273.15) * 21 / 40) + 7.5,
            "SolarTemperature" => kelvin / 5778,
            _ => kelvin,
        };
    }
}
