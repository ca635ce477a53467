package dev.campfire.dist;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may import what: the rules of docs/architecture.md. */
@AnalyzeClasses(packages = "dev.campfire", importOptions = ImportOption.DoNotIncludeTests.class)
class ImportRulesTest {
  private static final String[] VERTICLES = {
    "dev.campfire.identity..",
    "dev.campfire.messaging..",
    "dev.campfire.presence..",
    "dev.campfire.receipts..",
    "dev.campfire.analytics.."
  };

  @ArchTest
  static final ArchRule theContractIsPureData =
      noClasses()
          .that()
          .resideInAPackage("dev.campfire.contract..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "dev.campfire.contract..", "java..", "com.fasterxml.jackson.annotation..");

  @ArchTest
  static final ArchRule theSpiKnowsTheContractAlone =
      noClasses()
          .that()
          .resideInAPackage("dev.campfire.spi..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("dev.campfire..")
                  .and(
                      com.tngtech.archunit.base.DescribedPredicate.not(
                          resideInAnyPackage("dev.campfire.spi..", "dev.campfire.contract.."))));

  @ArchTest
  static final ArchRule verticlesKnowTheSpiAndTheContractAlone =
      noClasses()
          .that()
          .resideInAnyPackage(VERTICLES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.campfire.host..",
              "dev.campfire.bridge..",
              "dev.campfire.bench..",
              "dev.campfire.dist..");

  /** The contract has one package a capability, so a slice is the whole verticle's package. */
  @ArchTest
  static final ArchRule verticlesDoNotKnowOneAnother =
      slices()
          .matching("dev.campfire.(identity|messaging|presence|receipts|analytics)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule bridgeAndHostKnowNoVerticle =
      noClasses()
          .that()
          .resideInAnyPackage("dev.campfire.bridge..", "dev.campfire.host..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(VERTICLES);

  @ArchTest
  static final ArchRule theBenchHoldsNoServerCode =
      noClasses()
          .that()
          .resideInAPackage("dev.campfire.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.campfire.host..", "dev.campfire.bridge..", "dev.campfire.spi..");

  @ArchTest
  static final ArchRule theBenchKnowsNoVerticle =
      noClasses()
          .that()
          .resideInAPackage("dev.campfire.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(VERTICLES);

  @ArchTest
  static final ArchRule onlyStoresSeeTheSqlClient =
      noClasses()
          .that()
          .resideInAnyPackage(VERTICLES)
          .and(
              com.tngtech.archunit.base.DescribedPredicate.not(
                  simpleNameStartingWith("Pg").or(enclosedInPg())))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..");

  /** A signed token is JSON by its nature: the classes that read one are named for it. */
  @ArchTest
  static final ArchRule jsonAndTheEventBusStayInHostAndBridge =
      noClasses()
          .that()
          .resideInAnyPackage(VERTICLES)
          .and()
          .haveSimpleNameNotContaining("Jwt")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.vertx.core.json..", "io.vertx.core.eventbus..", "com.fasterxml..");

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses()
          .that()
          .resideInAnyPackage("dev.campfire..")
          .and()
          .resideOutsideOfPackages("dev.campfire.testkit..")
          .should()
          .callMethod(Thread.class, "sleep", long.class);

  /** CVE-2026-102460: it skips scopes when the user is already set. */
  @ArchTest
  static final ArchRule nobodyUsesTheChainOfAuthHandlers =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.vertx.ext.web.handler.ChainAuthHandler");

  private static com.tngtech.archunit.base.DescribedPredicate<
          com.tngtech.archunit.core.domain.JavaClass>
      enclosedInPg() {
    return com.tngtech.archunit.base.DescribedPredicate.describe(
        "inside a Pg class", type -> type.getName().contains(".Pg"));
  }
}
