using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker.Declarations;

namespace Microsoft.Azure.Functions.Worker.Dispatch;

/// <summary>A function's definition, from its attributes.</summary>
internal sealed class DeclaredDefinition(FunctionDeclaration declaration) : FunctionDefinition
{
    private readonly BindingMetadata trigger = new Binding(declaration.Binding, TypeOf(declaration.Kind), BindingDirection.In);

    public override ImmutableArray<FunctionParameter> Parameters { get; } =
        [.. declaration.Method.GetParameters().Select(parameter => new FunctionParameter(parameter.Name!, parameter.ParameterType))];

    public override string PathToAssembly => declaration.Method.Module.FullyQualifiedName;

    public override string EntryPoint => $"{declaration.Method.DeclaringType!.FullName}.{declaration.Method.Name}";

    public override string Id => declaration.Name;

    public override string Name => declaration.Name;

    public override IImmutableDictionary<string, BindingMetadata> InputBindings =>
        ImmutableDictionary<string, BindingMetadata>.Empty.Add(trigger.Name, trigger);

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings => declaration.Kind == TriggerKind.Http
        ? ImmutableDictionary<string, BindingMetadata>.Empty.Add("$return", new Binding("$return", "http", BindingDirection.Out))
        : ImmutableDictionary<string, BindingMetadata>.Empty;

    private static string TypeOf(TriggerKind kind) => kind switch
    {
        TriggerKind.EventHub => "eventHubTrigger",
        TriggerKind.Timer => "timerTrigger",
        _ => "httpTrigger",
    };

    private sealed class Binding(string name, string type, BindingDirection direction) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => type;

        public override BindingDirection Direction => direction;
    }
}
