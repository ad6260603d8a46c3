package org.stackdeck.ui.component;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code as one path of an SVG image, a unit for each module.
 *
 * @param size of a side, with the quiet zone of four modules that readers need
 * @param path the dark modules
 */
public record QrPicture(int size, String path) {

    private static final int QUIET = 4;
    private static final int GROUP = 4;

    public static QrPicture of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrPicture(code.size + 2 * QUIET, path.toString());
    }

    /** The whole image, for where markup can be given as text. */
    public String svg() {
        return "<svg class=\"qr\" viewBox=\"0 0 " + size + " " + size + "\" aria-hidden=\"true\"><path d=\"" + path
                + "\"/></svg>";
    }

    /** A secret in groups of four, as it is typed from the screen. */
    public static String grouped(String secret) {
        return secret.replaceAll("(.{" + GROUP + "})(?=.)", "$1 ");
    }
}
