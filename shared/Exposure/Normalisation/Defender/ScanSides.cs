using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Defender;

/// <summary>Who is who in a scan record.</summary>
/// <param name="Device">The device's own endpoint, where the record has it.</param>
/// <param name="Public">The endpoint that was scanned from outside, where known.</param>
/// <param name="Scanner">The scanner's address, where known.</param>
internal readonly record struct ScanSides(Endpoint? Device, Endpoint? Public, IpAddress? Scanner)
{
    /// <summary>
    /// Real records have the device's public side in Remote and the scanner in Local; the column names say the opposite. So the side
    /// that equals the scanned endpoint is the device's, else the one that is not on the internet is.
    /// </summary>
    /// <param name="local">LocalIP and LocalPort.</param>
    /// <param name="remote">RemoteIP and RemotePort.</param>
    /// <param name="scanned">PublicScannedIp and PublicScannedPort; null when missing or unreadable.</param>
    public static ScanSides Of(Endpoint local, Endpoint remote, Endpoint? scanned) => scanned switch
    {
        { } seenAs when Equal(remote, seenAs) => new(null, seenAs, Known(local)),
        { } seenAs when Equal(local, seenAs) => new(local, seenAs, Known(remote)),
        { } seenAs when !IsStranger(local) => new(Own(local), seenAs, Known(remote)),
        { } seenAs when !IsStranger(remote) => new(Own(remote), seenAs, Known(local)),
        { } seenAs => new(null, seenAs, null),
        null => WithoutScanned(local, remote),
    };

    private static ScanSides WithoutScanned(Endpoint local, Endpoint remote) => (IsStranger(local), IsStranger(remote)) switch
    {
        (false, true) => new(Own(local), null, remote.Address),
        (true, false) => new(Own(remote), null, local.Address),
        (true, true) => new(null, remote, local.Address),
        (false, false) => default,
    };

    private static bool Equal(Endpoint side, Endpoint seenAs) => side.Address == seenAs.Address && (side.Port == seenAs.Port || seenAs.Port == 0);

    private static bool IsStranger(Endpoint side) => AddressSpace.IsGlobal(side.Address);

    private static Endpoint? Own(Endpoint side) => side.Address == IpAddress.Unspecified ? null : side;

    private static IpAddress? Known(Endpoint side) => side.Address == IpAddress.Unspecified ? null : side.Address;
}
