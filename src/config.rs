//! `serde` for options and kinds: a kind is its name, options are a map of their switches. By hand, so that no macro crate comes along.

/// `Serialize` and `Deserialize` of a kind, by `name` and `FromStr`.
macro_rules! serde_name {
    ($type:ident) => {
        #[cfg(feature = "serde")]
        #[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
        impl serde_core::Serialize for $type {
            fn serialize<S: serde_core::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(self.name())
            }
        }

        #[cfg(feature = "serde")]
        #[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
        impl<'de> serde_core::Deserialize<'de> for $type {
            fn deserialize<D: serde_core::Deserializer<'de>>(d: D) -> Result<$type, D::Error> {
                struct Name;
                impl serde_core::de::Visitor<'_> for Name {
                    type Value = $type;

                    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                        f.write_str("a name of a ")?;
                        f.write_str(stringify!($type))
                    }

                    fn visit_str<E: serde_core::de::Error>(self, name: &str) -> Result<$type, E> {
                        name.parse().map_err(E::custom)
                    }
                }
                d.deserialize_str(Name)
            }
        }
    };
}
pub(crate) use serde_name;

/// `Serialize` and `Deserialize` of options: a map of switches, from a default that has those that are left out. `start` reads a name in place
/// of the map, or as the value of `preset` before the switches.
#[cfg(feature = "serde")]
macro_rules! serde_options {
    ($type:ident, $default:expr, $start:expr, { $($name:ident: $value:ty = $get:expr, $set:expr;)+ }) => {
        #[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
        impl serde_core::Serialize for $type {
            fn serialize<S: serde_core::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                use serde_core::ser::SerializeStruct;
                let mut map = s.serialize_struct(stringify!($type), [$(stringify!($name)),+].len())?;
                $(
                    let get: fn(&$type) -> $value = $get;
                    map.serialize_field(stringify!($name), &get(self))?;
                )+
                map.end()
            }
        }

        #[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
        impl<'de> serde_core::Deserialize<'de> for $type {
            fn deserialize<D: serde_core::Deserializer<'de>>(d: D) -> Result<$type, D::Error> {
                struct Map;
                impl<'de> serde_core::de::Visitor<'de> for Map {
                    type Value = $type;

                    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                        f.write_str("the switches of a ")?;
                        f.write_str(stringify!($type))
                    }

                    fn visit_str<E: serde_core::de::Error>(self, name: &str) -> Result<$type, E> {
                        let start: fn(&str) -> Result<$type, alloc::string::String> = $start;
                        start(name).map_err(E::custom)
                    }

                    fn visit_map<A: serde_core::de::MapAccess<'de>>(self, mut map: A) -> Result<$type, A::Error> {
                        use serde_core::de::Error;
                        let (mut options, mut first): ($type, bool) = ($default, true);
                        while let Some(key) = map.next_key::<alloc::string::String>()? {
                            match key.as_str() {
                                $(stringify!($name) => {
                                    let set: fn($type, $value) -> $type = $set;
                                    options = set(options, map.next_value()?);
                                })+
                                "preset" if first => options = Map.visit_str(&map.next_value::<alloc::string::String>()?)?,
                                "preset" => return Err(A::Error::custom("`preset` comes before the switches that depart from it")),
                                other => return Err(A::Error::unknown_field(other, &[$(stringify!($name)),+])),
                            }
                            first = false;
                        }
                        Ok(options)
                    }
                }
                d.deserialize_any(Map)
            }
        }
    };
}
#[cfg(feature = "serde")]
pub(crate) use serde_options;
