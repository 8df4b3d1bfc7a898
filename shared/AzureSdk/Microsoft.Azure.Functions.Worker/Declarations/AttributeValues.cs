using System.Collections.ObjectModel;
using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.Declarations;

/// <summary>The values written in an attribute, by parameter or property name, case ignored. The attribute's own code does not run.</summary>
/// <param name="TypeName">The attribute's full name.</param>
/// <param name="Values">What was written.</param>
internal sealed record AttributeValues(string TypeName, IReadOnlyDictionary<string, object?> Values)
{
    /// <summary>Reads an attribute.</summary>
    public static AttributeValues From(CustomAttributeData attribute)
    {
        var values = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (parameter, argument) in attribute.Constructor.GetParameters().Zip(attribute.ConstructorArguments))
            values[parameter.Name!] = Plain(argument);
        foreach (var argument in attribute.NamedArguments)
            values[argument.MemberName] = Plain(argument.TypedValue);
        return new(attribute.AttributeType.FullName!, values);
    }

    /// <summary>The value of <paramref name="name"/>, or <paramref name="otherwise"/> where none was written.</summary>
    public T Get<T>(string name, T otherwise) => Values.GetValueOrDefault(name) is T value ? value : otherwise;

    private static object? Plain(CustomAttributeTypedArgument argument) =>
        argument.Value is ReadOnlyCollection<CustomAttributeTypedArgument> items
            ? items.Select(item => (string)item.Value!).ToArray()
            : argument.Value;
}
