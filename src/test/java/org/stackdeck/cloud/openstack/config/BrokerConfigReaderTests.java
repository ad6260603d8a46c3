package org.stackdeck.cloud.openstack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.cloud.notifications.Broker;
import org.stackdeck.cloud.openstack.http.TlsOptions;

class BrokerConfigReaderTests {

    private static final String PASSWORD = "rabbit-4711";

    @TempDir
    private Path directory;

    private List<Broker> read(String notifications) throws IOException {
        Path file = Files.writeString(
                directory.resolve("clouds.yaml"), "x-stackdeck-notifications: " + notifications + "\n");
        return BrokerConfigReader.read(
                new CloudEntryFields("one", "clouds.yaml", YamlFileReader.read(file)), TlsOptions.SYSTEM);
    }

    private Broker readOne(String address) throws IOException {
        return read("{url: \"" + address + "\"}").getFirst();
    }

    @Test
    void entryWithoutTheKeyHasNoBroker() {
        assertThat(BrokerConfigReader.read(new CloudEntryFields("one", "clouds.yaml", Map.of()), TlsOptions.SYSTEM))
                .isEmpty();
    }

    @Test
    void addressAloneUsesNovasDefaults() throws IOException {
        Broker broker = readOne("amqps://console:rabbit-4711@mq.example");

        assertThat(broker.nodes()).containsExactly("mq.example:5671");
        assertThat(broker.virtualHost()).isEqualTo("/");
        assertThat(broker.user()).isEqualTo("console");
        assertThat(broker.password()).isEqualTo(PASSWORD);
        assertThat(broker.exchange()).isEqualTo("nova");
        assertThat(broker.resourceExchanges()).containsExactly("openstack", "cinder", "neutron", "glance");
        assertThat(broker.topics()).containsExactly("versioned_notifications", "notifications");
        assertThat(Objects.requireNonNull(broker.security()).hostnameVerified()).isTrue();
    }

    @Test
    void unencryptedBrokerHasNoTlsSettings() throws IOException {
        Broker broker = readOne("amqp://console:rabbit-4711@127.0.0.1");

        assertThat(broker.security()).isNull();
        assertThat(broker.nodes()).containsExactly("127.0.0.1:5672");
    }

    @Test
    void urlCanContainSeveralNodes() throws IOException {
        assertThat(readOne("amqp://u:p@one,two:5673,[fd00::3]:5674/x").nodes())
                .containsExactly("one:5672", "two:5673", "[fd00::3]:5674");
    }

    @ParameterizedTest
    @CsvSource({"'',/", "/,/", "/%2F,/", "/two,two", "/%2Ftwo,/two"})
    void virtualHostIsReadInNovasAndAmqpNotation(String path, String expected) throws IOException {
        assertThat(readOne("amqp://u:p@mq" + path).virtualHost()).isEqualTo(expected);
    }

    @Test
    void passwordIsPercentDecoded() throws IOException {
        assertThat(readOne("amqp://u:a%40b%3Ac+d%25@mq").password()).isEqualTo("a@b:c+d%");
    }

    @Test
    void listDefinesSeveralBrokers() throws IOException {
        List<Broker> brokers = read(
                "[{url: \"amqp://u:p@one\", exchange: cell1, topics: [a, b]}, {url: \"amqp://u:p@two\", topics: c}]");

        assertThat(brokers).extracting(Broker::exchange).containsExactly("cell1", "nova");
        assertThat(brokers).extracting(Broker::topics).containsExactly(List.of("a", "b"), List.of("c"));
    }

    @Test
    void resourceExchangesCanBeNamedOrOmitted() throws IOException {
        assertThat(read("{url: \"amqp://u:p@one\", resource-exchanges: [cinder2, neutron]}")
                        .getFirst()
                        .resourceExchanges())
                .containsExactly("cinder2", "neutron");
        assertThat(read("{url: \"amqp://u:p@one\", resource-exchanges: []}")
                        .getFirst()
                        .resourceExchanges())
                .isEmpty();
    }

    @Test
    void verifyFalseDisablesHostnameVerification() throws IOException {
        Broker broker = read("{url: \"amqps://u:p@mq\", verify: false}").getFirst();

        assertThat(Objects.requireNonNull(broker.security()).hostnameVerified()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yes|x-stackdeck-notifications",
                "[yes]|x-stackdeck-notifications",
                "{}|x-stackdeck-notifications.url",
                "{url: [a]}|x-stackdeck-notifications.url",
                "{url: 'http://u:rabbit-4711@mq'}|x-stackdeck-notifications.url",
                "{url: 'amqp://u:rabbit-4711'}|x-stackdeck-notifications.url",
                "{url: 'amqp://mq'}|x-stackdeck-notifications.url",
                "{url: 'amqp://rabbit-4711@mq'}|x-stackdeck-notifications.url",
                "{url: 'amqp://u:rabbit-4711@mq:0'}|x-stackdeck-notifications.url",
                "{url: 'amqp://u:rabbit-4711@mq:99999'}|x-stackdeck-notifications.url",
                "{url: 'amqp://u:rabbit-4711@mq,'}|x-stackdeck-notifications.url",
                "{url: 'amqp://u:rabbit-4711%zz@mq'}|x-stackdeck-notifications.url",
                "{url: 'amqp://u:rabbit-4711@mq/?verify=0'}|x-stackdeck-notifications.url",
                "{url: 'amqp://u:rabbit-4711@mq', exchange: 'amq.topic'}|x-stackdeck-notifications.exchange",
                "{url: 'amqp://u:rabbit-4711@mq', resource-exchanges: ['']}|x-stackdeck-notifications.resource-exchanges",
                "{url: 'amqp://u:rabbit-4711@mq', resource-exchanges: {a: b}}|x-stackdeck-notifications.resource-exchanges",
                "{url: 'amqp://u:rabbit-4711@mq', topics: []}|x-stackdeck-notifications.topics",
                "{url: 'amqp://u:rabbit-4711@mq', topics: ['#']}|x-stackdeck-notifications.topics",
                "{url: 'amqp://u:rabbit-4711@mq', topics: {a: b}}|x-stackdeck-notifications.topics",
                "{url: 'amqp://u:rabbit-4711@mq', topic: a}|x-stackdeck-notifications.*",
                "{url: 'amqps://u:rabbit-4711@mq', verify: perhaps}|x-stackdeck-notifications.verify",
                "{url: 'amqps://u:rabbit-4711@mq', cacert: /no/such}|cacert",
            })
    void errorNamesTheInvalidKeyWithoutThePassword(String notifications, String key) {
        assertThatThrownBy(() -> read(notifications))
                .isInstanceOfSatisfying(
                        InvalidEntryException.class,
                        e -> assertThat(e.remark().toString())
                                .contains("clouds.yaml")
                                .contains("one")
                                .contains(key)
                                .doesNotContain(PASSWORD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"amqp://console:rabbit-4711@mq", "amqps://console:rabbit-4711@mq/two"})
    void toStringOmitsUserAndPassword(String address) throws IOException {
        assertThat(readOne(address).toString()).contains("mq:567").doesNotContain(PASSWORD, "console");
    }

    @Test
    void entriesOfOneCloudShareTheSameBroker() throws IOException {
        Path file = Files.writeString(directory.resolve("clouds.yaml"), """
                clouds:
                  staff: &entry
                    region_name: R
                    auth: {auth_url: "http://keystone:5000/v3", username: me, password: p, project_name: staff}
                    x-stackdeck-notifications: {url: "amqp://u:p@mq"}
                  research:
                    <<: *entry
                    auth: {auth_url: "http://keystone:5000/v3", username: me, password: p, project_name: research}
                """);
        var locator = new CloudsFileLocator(file, Map.of(), directory, directory, directory);

        List<CloudEntryGroup> groups =
                CloudEntryGroup.ofUsable(new CloudEntryLoader(locator, java.util.Set.of()).load());

        assertThat(groups).hasSize(1);
        assertThat(groups.getFirst().brokers()).hasSize(1);
    }
}
