package org.stackdeck.cloud.openstack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.cloud.openstack.http.TlsOptions;
import org.stackdeck.cloud.openstack.metrics.PrometheusServer;

class PrometheusConfigReaderTests {

    private static final String SECRET = "prom-4711";

    @Test
    void entryWithoutTheKeyHasNoPrometheus() {
        assertThat(PrometheusConfigReader.read(new CloudEntryFields("one", "clouds.yaml", Map.of()), TlsOptions.SYSTEM))
                .isNull();
    }

    @Test
    void addressAloneNeedsNoAuthorization() {
        PrometheusServer server = read(Map.of("url", "https://prometheus.example:9090/base/"));

        assertThat(server.url()).isEqualTo(URI.create("https://prometheus.example:9090/base"));
        assertThat(server.authorization()).isNull();
        assertThat(server.tls()).isEqualTo(TlsOptions.SYSTEM);
    }

    @Test
    void userNameAndPasswordOrTokenAuthorize() {
        assertThat(read(Map.of("url", "http://p", "username", "deck", "password", SECRET))
                        .authorization())
                .isEqualTo("Basic ZGVjazpwcm9tLTQ3MTE=");
        assertThat(read(Map.of("url", "http://p", "token", SECRET)).authorization())
                .isEqualTo("Bearer " + SECRET);
    }

    @Test
    void ownTlsSettingsReplaceThoseOfTheEntry() {
        assertThat(read(Map.of("url", "https://p", "verify", "false")).tls().verify())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://p",
                "prometheus:9090",
                "http://user:prom-4711@p",
                "http://p?x=prom-4711",
                "http://p#x",
                "http://a b"
            })
    void unusableAddressIsRejectedWithoutQuotingIt(String url) {
        assertInvalid(Map.of("url", url));
    }

    @Test
    void incompleteOrContradictingCredentialsAreRejected() {
        assertInvalid(Map.of("username", "deck"));
        assertInvalid(Map.of("url", "http://p", "username", "deck"));
        assertInvalid(Map.of("url", "http://p", "password", SECRET));
        assertInvalid(Map.of("url", "http://p", "username", "a:b", "password", SECRET));
        assertInvalid(Map.of("url", "http://p", "token", SECRET, "username", "deck"));
        assertInvalid(Map.of("url", "http://p", "token", SECRET + "\nX-Other: 1"));
        assertInvalid(Map.of("url", "http://p", "pasword", SECRET));
    }

    @Test
    void severalServersAreRejected() {
        assertThatThrownBy(() -> readValue(List.of(Map.of("url", "http://p"), Map.of("url", "http://q"))))
                .isInstanceOf(InvalidEntryException.class);
    }

    private static void assertInvalid(Map<String, String> keys) {
        assertThatThrownBy(() -> read(keys))
                .isInstanceOf(InvalidEntryException.class)
                .hasMessageContaining("x-stackdeck-prometheus")
                .message()
                .doesNotContain(SECRET);
    }

    private static PrometheusServer read(Map<String, String> keys) {
        return Objects.requireNonNull(readValue(keys));
    }

    private static @Nullable PrometheusServer readValue(Object value) {
        return PrometheusConfigReader.read(
                new CloudEntryFields("one", "clouds.yaml", Map.of(PrometheusConfigReader.KEY, value)),
                TlsOptions.SYSTEM);
    }
}
