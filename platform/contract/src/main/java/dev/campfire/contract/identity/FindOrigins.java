package dev.campfire.contract.identity;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.Text;
import java.util.List;

/** Asks on which sites an organisation's widget and API may be used; by its id or widget key. */
public record FindOrigins(@Optional OrgId org, @Optional @Text(max = 100) String widgetKey) {

  /**
   * @param allowedOrigins exact origins, {@code https://shop.example.com}
   */
  public record Origins(List<String> allowedOrigins) {}
}
