//! Where a folder lies: on this machine, on something that can be pulled out, or across a network. Reads only the
//! text of the mount table it is given; the live database is refused on the last two (locks and fsync lie there).

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

/// What kind of place holds a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// A disk of this machine.
    Local,
    /// A stick, a card, a disc.
    Removable,
    /// Another machine's disk.
    Network,
}

/// File systems whose locks or fsync reach another machine (a host's folder shared into a guest included).
const NETWORK: [&str; 22] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "ncpfs",
    "9p",
    "afs",
    "ceph",
    "glusterfs",
    "lustre",
    "gfs2",
    "ocfs2",
    "davfs",
    "vboxsf",
    "vmhgfs",
    "prl_fs",
    "virtiofs",
    "drvfs",
    "sshfs",
    "curlftpfs",
    "beegfs",
];
/// The same behind FUSE, whose type reads `fuse.<name>`.
const NETWORK_FUSE: [&str; 10] = [
    "sshfs",
    "rclone",
    "davfs2",
    "davfs",
    "glusterfs",
    "gvfsd-fuse",
    "vmhgfs-fuse",
    "s3fs",
    "cephfs",
    "smbnetfs",
];
/// File systems of sticks, cards and discs. Not NTFS (`fuseblk` by ntfs-3g, `ntfs3` by the kernel): sticks have it and so
/// have the data partitions of machines that also start Windows, and the table names a device without saying whether it
/// can be pulled out. Such a stick is known by where desktops mount it; one that an administrator mounts elsewhere by
/// hand is taken for a disk, as one with ext4 is. To refuse a desk's own partition would be the worse fault.
const REMOVABLE: [&str; 7] = [
    "vfat",
    "msdos",
    "exfat",
    "fuse.exfat",
    "fuseblk.exfat",
    "iso9660",
    "udf",
];
/// Where desktops mount what was plugged in.
const PLUGGED: [&str; 2] = ["/media", "/run/media"];

struct Mount {
    point: PathBuf,
    kind: String,
}

/// Decides by the longest mount point above `path` (absolute, symbolic links resolved) in the text of
/// `/proc/self/mountinfo`; of two on one point the later one counts. Unknown = local.
pub fn medium(mountinfo: &str, path: &Path) -> Medium {
    let above = mountinfo
        .lines()
        .filter_map(mount)
        .filter(|mount| path.starts_with(&mount.point));
    match above.max_by_key(|mount| mount.point.components().count()) {
        Some(mount) => judge(&mount),
        None => Medium::Local,
    }
}

fn judge(mount: &Mount) -> Medium {
    let fuse = mount.kind.strip_prefix("fuse.");
    if NETWORK.contains(&mount.kind.as_str()) || fuse.is_some_and(|name| NETWORK_FUSE.contains(&name)) {
        return Medium::Network;
    }
    let plugged = PLUGGED.iter().any(|folder| mount.point.starts_with(folder));
    if plugged || REMOVABLE.contains(&mount.kind.as_str()) {
        return Medium::Removable;
    }
    Medium::Local
}

/// One line: `36 35 98:0 /mnt1 /mount/point rw,noatime master:1 - ext3 /dev/root rw`.
fn mount(line: &str) -> Option<Mount> {
    let (place, system) = line.split_once(" - ")?;
    let point = place.split(' ').nth(4)?;
    let kind = system.split(' ').next()?;
    Some(Mount {
        point: PathBuf::from(unescape(point)),
        kind: kind.to_owned(),
    })
}

/// `\040` and friends: the kernel writes space, tab, newline and backslash as three octal digits.
fn unescape(text: &str) -> OsString {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        if let (b'\\', Some(byte)) = (first, tail.first_chunk().copied().and_then(octal)) {
            out.push(byte);
            rest = &tail[3..];
        } else {
            out.push(*first);
            rest = tail;
        }
    }
    os_string(out)
}

fn octal(digits: [u8; 3]) -> Option<u8> {
    let text = std::str::from_utf8(&digits).ok()?;
    u8::from_str_radix(text, 8).ok()
}

#[cfg(unix)]
fn os_string(bytes: Vec<u8>) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes)
}

#[cfg(not(unix))]
fn os_string(bytes: Vec<u8>) -> OsString {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

/// The medium of a folder that may not exist yet, by this machine's own mount table; local where there is none.
pub fn medium_of(path: &Path) -> io::Result<Medium> {
    let Ok(table) = std::fs::read("/proc/self/mountinfo") else {
        return Ok(Medium::Local);
    };
    let absolute = std::path::absolute(path)?;
    let existing = absolute
        .ancestors()
        .find(|part| part.exists())
        .unwrap_or(Path::new("/"));
    Ok(medium(
        &String::from_utf8_lossy(&table),
        &existing.canonicalize()?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As recorded on a Debian desktop with a stick, a share, a disk image and a folder of a WSL host.
    const DESKTOP: &str = r"22 28 0:20 / /sys rw,nosuid,nodev,noexec,relatime shared:7 - sysfs sysfs rw
28 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw,errors=remount-ro
30 28 0:26 / /run rw,nosuid,nodev,noexec shared:5 - tmpfs tmpfs rw,size=1598324k
96 28 8:1 / /boot/efi rw,relatime shared:45 - vfat /dev/sda1 rw,fmask=0077
120 28 0:49 / /mnt/chung\040huy\341\273\207n rw,relatime shared:60 - cifs //may-chu/chung rw,vers=3.0
121 28 0:50 / /srv/nfs rw,relatime shared:61 - nfs4 10.0.0.2:/export rw
310 30 0:51 / /run/user/1000/gvfs rw,nosuid,nodev shared:70 - fuse.gvfsd-fuse gvfsd-fuse rw,user_id=1000
311 28 8:17 / /media/hanh/USB\040XA rw,nosuid,nodev shared:71 - vfat /dev/sdb1 rw,uid=1000
312 30 8:33 / /run/media/hanh/ext rw,nosuid,nodev shared:72 - ext4 /dev/sdc1 rw
313 28 0:60 / /home/hanh/xa rw,nosuid,nodev shared:73 - fuse.sshfs hanh@may:/ rw
314 28 0:61 / /mnt/c rw,noatime - 9p C:\134 rw,dirsync
315 28 8:5 / /home rw,relatime shared:74 - btrfs /dev/sda5 rw
316 315 8:6 / /srv/nfs/disk rw,relatime - xfs /dev/sdd1 rw
317 28 8:49 / /mnt/the rw,relatime - exfat /dev/sde1 rw
318 28 8:65 / /media/hanh/NTFS rw,nosuid,nodev shared:75 - fuseblk /dev/sdf1 rw,user_id=0,group_id=0,allow_other,blksize=4096
319 28 8:3 / /mnt/dulieu rw,relatime shared:76 - fuseblk /dev/sda3 rw,user_id=0,group_id=0,allow_other,blksize=4096
320 28 8:4 / /mnt/dulieu2 rw,relatime shared:77 - ntfs3 /dev/sda4 rw,uid=1000
";
    /// As recorded in a container.
    const CONTAINER: &str =
        "1543 1420 0:122 / / rw,relatime master:512 - overlay overlay rw,lowerdir=/a:/b,upperdir=/c
1550 1543 0:130 / /dev/shm rw,nosuid - tmpfs shm rw,size=65536k
1551 1543 254:1 /data /data rw,relatime - ext4 /dev/vda1 rw
1552 1551 0:140 / /data rw,relatime - nfs server:/data rw
";

    #[test]
    fn the_longest_mount_above_a_folder_decides() {
        let cases = [
            ("/home/hanh/.local/share/motcua", Medium::Local),
            ("/var/lib/motcua", Medium::Local),
            ("/mnt/chung huyện/motcua", Medium::Network),
            ("/mnt/chung", Medium::Local),
            ("/srv/nfs/motcua", Medium::Network),
            ("/srv/nfs/disk/motcua", Medium::Local),
            ("/run/user/1000/gvfs/smb/motcua", Medium::Network),
            ("/media/hanh/USB XA/motcua", Medium::Removable),
            ("/media/hanh/USB", Medium::Local),
            ("/run/media/hanh/ext/motcua", Medium::Removable),
            ("/home/hanh/xa/motcua", Medium::Network),
            ("/mnt/c/Users/hanh", Medium::Network),
            ("/mnt/the/motcua", Medium::Removable),
            ("/media/hanh/NTFS/motcua", Medium::Removable),
            ("/mnt/dulieu/motcua", Medium::Local),
            ("/mnt/dulieu2/motcua", Medium::Local),
        ];
        for (path, expected) in cases {
            assert_eq!(medium(DESKTOP, Path::new(path)), expected, "{path}");
        }
    }

    #[test]
    fn overlay_and_memory_are_of_this_machine_and_the_later_mount_counts() {
        assert_eq!(medium(CONTAINER, Path::new("/root/desk")), Medium::Local);
        assert_eq!(medium(CONTAINER, Path::new("/dev/shm/desk")), Medium::Local);
        assert_eq!(medium(CONTAINER, Path::new("/data/desk")), Medium::Network);
    }

    #[test]
    fn torn_text_is_local_and_never_a_fault() {
        for torn in ["", "1 2 3", " - ", "1 2 3:4 / /x\\04 rw - nfs", "\u{0}\n- - -"] {
            assert_eq!(medium(torn, Path::new("/y")), Medium::Local);
        }
        assert_eq!(unescape(r"a\040b\1").to_string_lossy(), r"a b\1");
    }
}
