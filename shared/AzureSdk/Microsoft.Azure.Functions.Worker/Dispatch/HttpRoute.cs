using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Microsoft.Azure.Functions.Worker.Dispatch;

/// <summary>The route of one HTTP function.</summary>
internal sealed class HttpRoute
{
    private readonly TemplateMatcher matcher;
    private readonly (string Parameter, IRouteConstraint Constraint)[] constraints;

    /// <summary>Parses the route.</summary>
    /// <exception cref="ArgumentException">The route cannot be parsed; an unknown constraint is a RouteCreationException.</exception>
    public HttpRoute(FunctionMethod function, string prefix, IInlineConstraintResolver resolver)
    {
        Function = function;
        Methods = [.. function.Declaration.Methods.Select(method => method.ToUpperInvariant())];
        var template = TemplateParser.Parse($"{prefix}/{function.Declaration.Route.Trim('/')}".Trim('/'));
        Precedence = RoutePrecedence.ComputeInbound(template);
        matcher = new TemplateMatcher(template, Defaults(template));
        constraints = [.. template.Parameters.SelectMany(parameter => Constraints(parameter, resolver))];
    }

    public FunctionMethod Function { get; }

    /// <summary>The methods answered, in upper case; empty means every method.</summary>
    public IReadOnlyList<string> Methods { get; }

    /// <summary>Lower is tried first: literals before parameters.</summary>
    public decimal Precedence { get; }

    /// <summary>Whether the path is this route's; <paramref name="values"/> receives the route's values.</summary>
    public bool Matches(HttpContext context, RouteValueDictionary values) =>
        matcher.TryMatch(context.Request.Path, values)
        && Array.TrueForAll(constraints, each => each.Constraint.Match(context, null, each.Parameter, values, RouteDirection.IncomingRequest));

    /// <summary>Whether the request's method is one of the route's.</summary>
    public bool Answers(string method) => Methods.Count == 0 || Methods.Contains(method, StringComparer.OrdinalIgnoreCase);

    private static RouteValueDictionary Defaults(RouteTemplate template) =>
        new(template.Parameters.Where(parameter => parameter.DefaultValue is not null)
            .Select(parameter => KeyValuePair.Create(parameter.Name!, parameter.DefaultValue)));

    private static IEnumerable<(string Parameter, IRouteConstraint Constraint)> Constraints(TemplatePart parameter, IInlineConstraintResolver resolver) =>
        parameter.InlineConstraints.Select(inline => (parameter.Name!, resolver.ResolveConstraint(inline.Constraint)
            ?? throw new RouteCreationException($"Route constraint '{inline.Constraint}' is unknown.")));
}
