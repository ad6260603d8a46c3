package org.stackdeck.cloud;

/** Public keys for tests. Their private keys do not exist. */
public final class SomeKeys {

    public static final String ED25519 =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";

    private SomeKeys() {}

    public static PublicKey one() {
        return PublicKey.parse(ED25519);
    }
}
