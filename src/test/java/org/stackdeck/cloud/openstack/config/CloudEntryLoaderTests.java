package org.stackdeck.cloud.openstack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.ApplicationCredential;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.DomainRef;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.Password;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.ProjectRef;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.UserRef;

class CloudEntryLoaderTests {

    private static final String PASSWORD_ENTRY = """
            clouds:
              one:
                region_name: R1
                auth:
                  auth_url: https://keystone.example:5000/
                  username: me
                  password: pass-4711
                  user_domain_name: Users
                  project_name: things
                  project_domain_id: d9
            """;

    @TempDir
    private Path directory;

    private Path put(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        return Files.writeString(file, content);
    }

    private List<ParsedEntry> read(Map<String, String> environment, String... chosen) {
        var locator = new CloudsFileLocator(
                null, environment, directory.resolve("work"), directory.resolve("home"), directory.resolve("etc"));
        return new CloudEntryLoader(locator, Set.of(chosen)).load();
    }

    private CloudEntry onlyEntry(String yaml) throws IOException {
        put("work/clouds.yaml", yaml);
        List<ParsedEntry> read = read(Map.of());
        assertThat(read).hasSize(1);
        assertThat(read.getFirst()).isInstanceOf(ParsedEntry.Valid.class);
        return ((ParsedEntry.Valid) read.getFirst()).entry();
    }

    private String onlyProblem(String yaml) throws IOException {
        put("work/clouds.yaml", yaml);
        List<ParsedEntry> read = read(Map.of());
        assertThat(read).hasSize(1);
        assertThat(read.getFirst()).isInstanceOf(ParsedEntry.Invalid.class);
        return ((ParsedEntry.Invalid) read.getFirst()).problem().text();
    }

    @Test
    void passwordEntryIsReadWithDomains() throws IOException {
        CloudEntry cloudEntry = onlyEntry(PASSWORD_ENTRY);

        assertThat(cloudEntry.keystone()).isEqualTo(URI.create("https://keystone.example:5000/v3"));
        assertThat(cloudEntry.region()).isEqualTo("R1");
        assertThat(cloudEntry.credential())
                .isEqualTo(new Password(
                        new UserRef(null, "me", new DomainRef(null, "Users")),
                        "pass-4711",
                        new ProjectRef(null, "things", new DomainRef("d9", null))));
    }

    @Test
    void applicationCredentialRequiresNoUser() throws IOException {
        CloudEntry cloudEntry = onlyEntry("""
                clouds:
                  app:
                    auth_type: v3applicationcredential
                    auth:
                      auth_url: http://k/v3
                      application_credential_id: abc
                      application_credential_secret: s3cr3t
                """);

        assertThat(cloudEntry.credential()).isEqualTo(new ApplicationCredential("abc", null, null, "s3cr3t"));
        assertThat(cloudEntry.region()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "http://K.Example:80, http://k.example/v3",
        "https://k:443/v3/, https://k/v3",
        "http://k:5000/v2.0, http://k:5000/v3",
        "http://k/identity, http://k/identity/v3"
    })
    void keystoneAddressIsNormalized(String written, String read) throws IOException {
        assertThat(onlyEntry(PASSWORD_ENTRY.replace("https://keystone.example:5000/", written))
                        .keystone())
                .isEqualTo(URI.create(read));
    }

    @Test
    void scalarsAreReadAsText() throws IOException {
        CloudEntry cloudEntry = onlyEntry(PASSWORD_ENTRY.replace("pass-4711", "0123"));

        assertThat(((Password) cloudEntry.credential()).password()).isEqualTo("0123");
    }

    @Test
    void secureYamlOverridesCloudsYaml() throws IOException {
        put("work/secure.yaml", "clouds: {one: {auth: {password: from-secure}}}");

        CloudEntry cloudEntry = onlyEntry(PASSWORD_ENTRY.replace("      password: pass-4711\n", ""));

        assertThat(((Password) cloudEntry.credential()).password()).isEqualTo("from-secure");
        assertThat(((Password) cloudEntry.credential()).user().name()).isEqualTo("me");
    }

    @Test
    void firstExistingFileIsUsed() throws IOException {
        put("etc/openstack/clouds.yaml", PASSWORD_ENTRY.replace("one:", "of-etc:"));
        assertThat(read(Map.of())).extracting(ParsedEntry::name).containsExactly("of-etc");
        put("home/.config/openstack/clouds.yml", PASSWORD_ENTRY.replace("one:", "of-home:"));
        assertThat(read(Map.of())).extracting(ParsedEntry::name).containsExactly("of-home");
        put("work/clouds.yaml", PASSWORD_ENTRY.replace("one:", "of-work:"));
        assertThat(read(Map.of())).extracting(ParsedEntry::name).containsExactly("of-work");
        Path named = put("named.yaml", PASSWORD_ENTRY.replace("one:", "of-variable:"));
        assertThat(read(Map.of("OS_CLIENT_CONFIG_FILE", named.toString())))
                .extracting(ParsedEntry::name)
                .containsExactly("of-variable");
    }

    @Test
    void environmentVariablesFormAnEntry() {
        var read = read(
                Map.of("OS_AUTH_URL", "http://k:5000", "OS_USERNAME", "me", "OS_PASSWORD", "p", "OS_PROJECT_ID", "p1"));

        assertThat(read)
                .singleElement()
                .isInstanceOfSatisfying(
                        ParsedEntry.Valid.class,
                        valid -> assertThat(valid.entry().source()).isEqualTo("environment"));
    }

    @Test
    void missingConfigurationYieldsNoEntryAndNoProblem() {
        assertThat(read(Map.of("OS_CLOUD", "elsewhere"))).isEmpty();
    }

    @Test
    void configuredFileExcludesAllOtherSources() throws IOException {
        Path told = put("told.yaml", PASSWORD_ENTRY);
        var locator = new CloudsFileLocator(told, Map.of("OS_AUTH_URL", "http://k"), directory, directory, directory);

        assertThat(new CloudEntryLoader(locator, Set.of()).load())
                .extracting(ParsedEntry::name)
                .containsExactly("one");
    }

    @Test
    void onlySelectedEntriesAreUsedAndMissingOnesReported() throws IOException {
        put(
                "work/clouds.yaml",
                PASSWORD_ENTRY + PASSWORD_ENTRY.replace("clouds:\n", "").replace("one:", "two:"));

        var read = read(Map.of(), "two", "three");

        assertThat(read).extracting(ParsedEntry::name).containsExactly("two", "three");
        assertThat(((ParsedEntry.Invalid) read.getLast()).problem().text())
                .contains("STACKDECK_CLOUDS", "three", "work/clouds.yaml");
    }

    @Test
    void invalidEntryDoesNotAffectOtherEntries() throws IOException {
        put("work/clouds.yaml", PASSWORD_ENTRY + "  bad: {auth: {auth_url: http://k, username: me}}\n  worse: 7\n");

        var read = read(Map.of());

        assertThat(read.get(0)).isInstanceOf(ParsedEntry.Valid.class);
        assertThat(((ParsedEntry.Invalid) read.get(1)).problem().text())
                .contains("work/clouds.yaml", "entry bad", "auth.password");
        assertThat(((ParsedEntry.Invalid) read.get(2)).problem().text()).contains("worse");
    }

    @ParameterizedTest
    @CsvSource({
        "auth_url: https://keystone.example:5000/, , auth.auth_url",
        "auth_url: https://keystone.example:5000/, auth_url: ftp://k, auth.auth_url",
        "auth_url: https://keystone.example:5000/, auth_url: https://k:65536, auth.auth_url",
        "username: me, , auth.username",
        "region_name: R1, auth_type: v3oidcpassword, auth_type",
        "region_name: R1, interface: sideways, interface",
        "region_name: R1, verify: perhaps, verify",
        "region_name: R1, cacert: /no/such/file.pem, cacert"
    })
    void problemNamesFileEntryAndKey(String line, String instead, String key) throws IOException {
        String problem = onlyProblem(PASSWORD_ENTRY.replace(line, instead == null ? "" : instead));

        assertThat(problem).contains("work/clouds.yaml", "one", key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clouds: {one: {auth: {password: 'hush-hush}}}",
                "clouds:\n\t- hush-hush",
                "clouds: {a: 1, a: hush-hush}",
                "clouds: !!javax.script.ScriptEngineManager [hush-hush]",
                "- hush-hush",
                "other: hush-hush",
            })
    void problemOfAMalformedFileDoesNotQuoteIt(String yaml) throws IOException {
        assertThat(onlyProblem(yaml)).contains("work/clouds.yaml").doesNotContain("hush-hush");
    }

    @Test
    void oversizedOrDeeplyNestedFileIsRejected() throws IOException {
        assertThat(onlyProblem("clouds: " + "x".repeat(1 << 20))).contains("1,024 KiB".replace(",", ""));
        assertThat(onlyProblem("clouds: " + "[".repeat(100) + "]".repeat(100))).contains("work/clouds.yaml");
    }

    @Test
    void missingNamedFileIsReported() {
        var read = read(Map.of("OS_CLIENT_CONFIG_FILE", "/no/such/clouds.yaml"));

        assertThat(((ParsedEntry.Invalid) read.getFirst()).problem().text()).contains("/no/such/clouds.yaml");
    }

    @Test
    void toStringOmitsSecrets() throws IOException {
        assertThat(onlyEntry(PASSWORD_ENTRY).toString()).doesNotContain("pass-4711");
        assertThat(new ApplicationCredential("abc", null, null, "s3cr3t").toString())
                .doesNotContain("s3cr3t");
    }

    @Test
    void entriesWithSameKeystoneAndRegionFormOneCloud() throws IOException {
        String second = PASSWORD_ENTRY.replace("clouds:\n", "");
        put(
                "work/clouds.yaml",
                PASSWORD_ENTRY
                        + second.replace("one:", "same:").replace("5000/", "5000/v3")
                        + second.replace("one:", "north:").replace("R1", "R2")
                        + second.replace("one:", "regionless:").replace("    region_name: R1\n", "")
                        + second.replace("one:", "other:").replace("keystone.", "second."));
        List<CloudEntry> entries = read(Map.of()).stream()
                .map(c -> ((ParsedEntry.Valid) c).entry())
                .toList();

        assertThat(CloudEntryGroup.of(entries))
                .extracting(
                        g -> g.name().value(),
                        g -> g.entries().stream().map(CloudEntry::name).toList())
                .containsExactly(
                        tuple("one", List.of("one", "same", "regionless")),
                        tuple("north", List.of("north")),
                        tuple("other", List.of("other")));
    }
}
