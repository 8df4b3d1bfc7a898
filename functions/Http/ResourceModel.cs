using Microsoft.OData.Edm;

namespace ExposurePipeline.Functions.Http;

/// <summary>What queries may say of a resource: its properties, and the entity model that the OData parser checks a query against.</summary>
internal sealed class ResourceModel<T>
{
    private readonly Dictionary<string, ResourceProperty<T>> properties;

    /// <param name="space">The namespace of the model.</param>
    /// <param name="name">The name of one resource.</param>
    /// <param name="set">The name of all.</param>
    /// <param name="key">Tells resources apart.</param>
    /// <param name="properties">What queries may name.</param>
    public ResourceModel(string space, string name, string set, Func<T, string> key, IReadOnlyList<ResourceProperty<T>> properties)
    {
        Key = key;
        this.properties = properties.ToDictionary(static property => property.Name, StringComparer.Ordinal);
        Type = new EdmEntityType(space, name);
        foreach (var property in properties)
        {
            Type.AddStructuralProperty(property.Name, TypeOf(property));
        }

        var container = new EdmEntityContainer(space, "container");
        Edm = new EdmModel();
        Edm.AddElement(Type);
        Edm.AddElement(container);
        Set = container.AddEntitySet(set, Type);
    }

    public Func<T, string> Key { get; }

    public EdmModel Edm { get; }

    public EdmEntityType Type { get; }

    public EdmEntitySet Set { get; }

    public ResourceProperty<T> this[string name] => properties[name];

    private static IEdmTypeReference TypeOf(ResourceProperty<T> property) => property.Kind switch
    {
        PropertyKind.Text => EdmCoreModel.Instance.GetString(isNullable: true),
        PropertyKind.Time => EdmCoreModel.Instance.GetTemporal(EdmPrimitiveTypeKind.DateTimeOffset, isNullable: true),
        PropertyKind.Flag => EdmCoreModel.Instance.GetBoolean(isNullable: true),
        PropertyKind.Number => EdmCoreModel.Instance.GetInt64(isNullable: true),
        PropertyKind.Numbers => EdmCoreModel.GetCollection(EdmCoreModel.Instance.GetInt64(isNullable: false)),
        _ => EdmCoreModel.GetCollection(EdmCoreModel.Instance.GetString(isNullable: false)),
    };
}
