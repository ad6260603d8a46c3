package org.stackdeck.cloud.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTests {

    private static AddressRange range(String cidr) {
        return AddressRange.parse(cidr).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/24, 10.0.0.0/16, true",
        "10.0.0.0/24, 10.0.0.128/25, true",
        "10.0.0.0/24, 10.0.1.0/24, false",
        "0.0.0.0/0, 10.0.1.0/24, true",
        "2001:db8::/64, 2001:db8:0:0:1::/80, true",
        "2001:db8::/64, 2001:db8:0:1::/64, false",
        "::/0, 0.0.0.0/0, false"
    })
    void rangesOverlapIfTheyShareAnAddress(String one, String other, boolean overlap) {
        assertThat(range(one).overlaps(range(other))).isEqualTo(overlap);
        assertThat(range(other).overlaps(range(one))).isEqualTo(overlap);
    }

    @Test
    void bitsAfterThePrefixAndNotationAreIgnored() {
        assertThat(range("10.0.0.5/24")).isEqualTo(range("10.0.0.0/24")).isNotEqualTo(range("10.0.0.0/25"));
        assertThat(range("2001:DB8::/64")).isEqualTo(range("2001:db8:0:0:0:0:0:0/64"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0", "10.0.0.0/33", "10.0.0/24", "10.0.0.256/24", "2001:db8::/129", ":/8", "lan/24", "/24"
            })
    void otherTextIsNoRange(String text) {
        assertThat(AddressRange.parse(text)).isEmpty();
    }
}
