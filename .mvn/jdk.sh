# Sourced by start and test: sets JAVA_HOME to a JDK of at least this version, and installs one if possible.
# shellcheck shell=bash

readonly JDK=25

# Prints the major version of the JDK in a directory, or nothing. Running javac would noticeably delay the start.
jdk_version() {
    [ ! -x "$1/bin/javac" ] || sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

find_jdk() {
    local home version path
    path=$(command -v javac || true)
    [ -z "$path" ] || path=$(dirname "$(dirname "$(readlink -f "$path")")")
    for home in "${JAVA_HOME:-}" /usr/lib/jvm/*"$JDK"* /Library/Java/JavaVirtualMachines/*"$JDK"*/Contents/Home "$path"; do
        version=$(jdk_version "$home")
        if [ "${version:-0}" -ge "$JDK" ]; then
            export JAVA_HOME=$home
            return 0
        fi
    done
    return 1
}

# Debian and Ubuntu only, as root; prints nothing on success.
apt_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    # RUNLEVEL: invoke-rc.d does not start the services, such as nginx on port 80.
    { apt-get update -q && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"; } \
        </dev/null >/tmp/apt-install.$$ 2>&1 || { tail -n 3 "/tmp/apt-install.$$" >&2; return 1; }
    rm -f "/tmp/apt-install.$$"
}

need_jdk() {
    find_jdk && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing openjdk-$JDK-jdk-headless …"
        apt_install "openjdk-$JDK-jdk-headless" && find_jdk && return
    fi
    echo "Stackdeck requires JDK $JDK or newer. Install it (Debian, Ubuntu: sudo apt install openjdk-$JDK-jdk-headless) or set JAVA_HOME to one." >&2
    exit 1
}
