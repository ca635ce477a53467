package dev.campfire.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.spi.CampfireModule;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class IdentityModuleTest {

  @Test
  void anOperatorCanRunItByItsName() {
    assertThat(ServiceLoader.load(CampfireModule.class))
        .filteredOn(module -> module.name().equals("identity"))
        .singleElement()
        .isInstanceOf(IdentityModule.class);
  }
}
