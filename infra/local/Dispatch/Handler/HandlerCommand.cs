using ExposurePipeline.Local.Dispatch.App;

namespace ExposurePipeline.Local.Dispatch.Handler;

/// <summary>How to start the handler executable.</summary>
/// <param name="Executable">Full path, or a name on the search path.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="WorkingDirectory">Full path.</param>
/// <param name="Environment">Settings, without the port.</param>
/// <param name="InitializationTimeout">How long it may take until it listens.</param>
public sealed record HandlerCommand(
    string Executable, IReadOnlyList<string> Arguments, string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment, TimeSpan InitializationTimeout)
{
    /// <summary>Follows <c>customHandler</c> of <c>host.json</c>: a relative path counts from the app folder if that file exists.</summary>
    /// <exception cref="SetupException">No executable is named.</exception>
    public static HandlerCommand From(FunctionApp app, IReadOnlyDictionary<string, string> settings)
    {
        var section = app.Host.CustomHandler;
        var path = section.Description.DefaultExecutablePath;
        if (path.Length == 0)
            throw new SetupException($"{app.Folder}/host.json: customHandler.description.defaultExecutablePath is empty.");
        var inside = Path.Combine(app.Folder, path);
        return new(
            File.Exists(inside) ? inside : path,
            [.. section.Description.Arguments, .. section.Description.WorkerArguments],
            Path.Combine(app.Folder, section.Description.WorkingDirectory),
            new Dictionary<string, string>(settings) { ["FUNCTIONS_APP_ROOT_PATH"] = app.Folder },
            section.InitializationTimeout);
    }
}
