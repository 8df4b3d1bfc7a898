using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Documents;

/// <summary>What every body of Azure Resource Manager has in common.</summary>
internal static class ArmBody
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase) { "id", "name", "type", "etag", "resourceGroup" };

    extension(Body body)
    {
        /// <summary>The settings: under <c>properties</c>, or in the object itself where a tool has flattened it.</summary>
        public Body Properties => body["properties"] is { Exists: true } properties ? properties : body;

        /// <summary>Whether there are settings at all: an object that is only pointed to has names alone.</summary>
        public bool HasSettings => body["properties"].Exists || body.Members.Any(static member => !Names.Contains(member.Name));

        /// <summary>What an object like <c>{ "id": "…" }</c>, or a bare id, points to.</summary>
        public ResourceId? Link => ArmId.Of(body["id"].Text ?? body.Text);

        /// <summary>What a list of such objects points to.</summary>
        public ResourceId[] Links => [.. body.Items.Select(static item => item.Link).OfType<ResourceId>()];

        /// <summary>The id of a part of a resource: its own, else made of its name as Azure makes it.</summary>
        public ResourceId IdIn(ResourceId owner, string type) => ArmId.Of(body["id"].Text) ?? ArmId.Child(owner, type, body["name"].Text);

        /// <summary>The first of several spellings or places that has a value.</summary>
        public Body Any(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (body[name] is { Exists: true } value)
                {
                    return value;
                }
            }

            return Body.Missing;
        }
    }
}
