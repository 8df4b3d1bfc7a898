namespace ExposurePipeline.Functions.Settings;

/// <summary>What vouches for HTTP callers.</summary>
public enum SignIn
{
    /// <summary>One machine: only loopback reaches the app, nobody has to sign in.</summary>
    NotNeeded,

    /// <summary>App Service authentication is on: it removes principals that come from outside and adds its own.</summary>
    ByAppService,

    /// <summary>App Service runs the app without authentication: whoever calls could have written the principal, so nobody is believed.</summary>
    Impossible,
}
