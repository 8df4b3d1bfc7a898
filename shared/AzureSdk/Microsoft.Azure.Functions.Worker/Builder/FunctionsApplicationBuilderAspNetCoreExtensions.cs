namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>ASP.NET Core types for HTTP-triggered functions.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>Lets functions take <c>HttpRequest</c> and return <c>IResult</c>. A custom handler always does; the call keeps one <c>Program.cs</c> for both worlds.</summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder) => builder;
}
