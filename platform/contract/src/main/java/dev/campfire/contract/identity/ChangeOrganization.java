package dev.campfire.contract.identity;

import dev.campfire.contract.schema.Change;
import dev.campfire.contract.schema.Items;
import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.OrNull;
import dev.campfire.contract.schema.Text;
import java.util.List;

/**
 * Sets the caller's organisation up anew; what is absent stays. Felt everywhere within 30 s.
 *
 * @param allowedOrigins exact origins, {@code https://shop.example.com}; replaces all
 * @param businessHours replace those before, for what ends over a minute later; null: none
 */
public record ChangeOrganization(
    @Optional @Text(max = 100) String name,
    @Optional @OrNull @Text(max = 500) Change<String> greeting,
    @Optional @Items(max = 100) List<String> allowedOrigins,
    @Optional @OrNull Change<BusinessHours> businessHours) {}
