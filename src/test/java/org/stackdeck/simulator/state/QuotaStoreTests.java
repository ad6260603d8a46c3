package org.stackdeck.simulator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.keystone.KeystoneAccounts;
import org.stackdeck.simulator.model.SimulatedFlavor;

class QuotaStoreTests {

    private static final SimulatedFlavor FLAVOR = SimulatedFlavor.named("m1.small", 1, 2048, 20);

    /** With 2048 MiB for each server, the total is 2^32 MiB, which exceeds the range of {@code int}. */
    private static final int MANY = 1 << 21;

    private final QuotaStore quotas = new QuotaStore(new ServerStore());

    QuotaStoreTests() {
        quotas.setLimit("staff", "instances", -1);
        quotas.setLimit("staff", "cores", -1);
        quotas.setLimit("staff", "ram", 10_000);
    }

    @Test
    void memoryOfManyServersExceedsTheLimit() {
        assertThatThrownBy(() -> quotas.checkServers(KeystoneAccounts.STAFF, FLAVOR, MANY, MANY))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.message())
                                .isEqualTo(
                                        "Quota exceeded for ram: Requested 4294967296, but already used 0 of 10000 ram"));
    }

    @Test
    void rangeIsReducedToTheServersThatFit() {
        assertThat(quotas.checkServers(KeystoneAccounts.STAFF, FLAVOR, 1, Integer.MAX_VALUE))
                .isEqualTo(4);
    }
}
