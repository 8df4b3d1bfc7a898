using ExposurePipeline.Hunting;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Hunting;

public sealed class FeaturesTests
{
    [Fact] // Seen to fail: a function added without a new page.
    public void the_reference_page_lists_what_the_tables_hold()
        => Golden.Matches(Features.Page(), "shared", "Hunting", "FEATURES.md");
}
