package org.stackdeck.diagnostics.bundle;

import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.stackdeck.diagnostics.ProductInformation;
import org.stackdeck.diagnostics.RuntimeVersions;

/** Reads the versions of Stackdeck and of the software with which it runs. */
@Component
public class VersionsReader {

    private final DatabaseInfoReader databaseInfoReader;
    /** Read on first use, because parsing takes about ten milliseconds. */
    private final SingletonSupplier<ProductInformation> product =
            SingletonSupplier.of(() -> ProductInformationReader.read(VersionsReader.class.getClassLoader()));

    VersionsReader(DatabaseInfoReader databaseInfoReader) {
        this.databaseInfoReader = databaseInfoReader;
    }

    public ProductInformation product() {
        return product.obtain();
    }

    public RuntimeVersions runtimeVersions() {
        return new RuntimeVersions(
                System.getProperty("java.vm.name") + " " + Runtime.version() + " (" + System.getProperty("java.vendor")
                        + ")",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                databaseInfoReader.product().orElse(null));
    }
}
