using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.Declarations;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Dispatch;

/// <summary>Finds the HTTP function of a forwarded request.</summary>
/// <remarks>A handful of matchers tried in order of precedence; building the framework's routing graph costs more at start than it saves.</remarks>
internal sealed class HttpRoutes
{
    private readonly HttpRoute[] routes;

    /// <summary>Parses the routes.</summary>
    /// <exception cref="OptionsValidationException">A route cannot be parsed; the message names the function.</exception>
    public HttpRoutes(FunctionCatalog catalog, string prefix, IServiceProvider services)
    {
        Catalog = catalog;
        var resolver = new DefaultInlineConstraintResolver(Options.Create(new RouteOptions()), services);
        routes = [.. catalog.Functions.Where(function => function.Kind == TriggerKind.Http)
            .Select(function => Parse(function, prefix, resolver))
            .OrderBy(route => route.Precedence)];
    }

    /// <summary>Every function, by name where the host calls it so.</summary>
    public FunctionCatalog Catalog { get; }

    /// <summary>The route of the request; <paramref name="allowed"/> lists the methods of routes that fit but for the method.</summary>
    public HttpRoute? Find(HttpContext context, out IReadOnlyList<string> allowed)
    {
        var methods = new List<string>();
        allowed = methods;
        foreach (var route in routes)
        {
            var values = new RouteValueDictionary();
            if (!route.Matches(context, values))
                continue;
            if (route.Answers(context.Request.Method))
            {
                context.Request.RouteValues = values;
                return route;
            }

            methods.AddRange(route.Methods.Except(methods));
        }

        return null;
    }

    private static HttpRoute Parse(FunctionMethod function, string prefix, DefaultInlineConstraintResolver resolver)
    {
        try
        {
            return new(function, prefix, resolver);
        }
        catch (Exception error) when (error is ArgumentException or RouteCreationException)
        {
            throw new OptionsValidationException(nameof(HttpRoutes), typeof(HttpRoutes), [$"Function '{function.Name}' has a wrong route: {error.Message}"]);
        }
    }
}
